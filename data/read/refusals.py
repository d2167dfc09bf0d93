"""What is said of a file that cannot be read as a whole: the reason, and what to do."""

import errno
from pathlib import Path

from data.read.model import Limits
from data.refusal import Bilingual, RefusedError, without_places
from data.scratch import unwritable

# What the disk says to a process that writes → of what that process dies.
DISK = {
    errno.EFBIG: "written",
    errno.ENOSPC: "full",
    errno.EROFS: "full",
    getattr(errno, "EDQUOT", -1): "full",
}
SAVE_AGAIN = Bilingual(
    "Hãy mở tệp bằng Excel, lưu lại dạng .xlsx rồi gửi lại.",
    "Open it in Excel, save it as .xlsx and send it again.",
)
SAVE_AS_UTF8 = Bilingual(
    "Hãy lưu lại tệp dạng “CSV UTF-8” hoặc .xlsx rồi gửi lại.",
    "Save it as “CSV UTF-8” or .xlsx and send it again.",
)
SPLIT = Bilingual(
    "Hãy xóa các trang tính, hàng, cột thừa hoặc chia tệp thành nhiều phần.",
    "Delete what is not needed (sheets, rows, columns), or split the file.",
)
MB = 1 << 20
# What a file may be that holds no table of cells → its names.
OTHERS = {
    "html": ("trang web (HTML)", "a web page (HTML)"),
    "xml": ("tệp XML", "an XML file"),
    "pdf": ("tệp PDF", "a PDF"),
    "rtf": ("tệp văn bản RTF", "an RTF document"),
    "image": ("tệp ảnh", "a picture"),
    "word": ("văn bản Word", "a Word document"),
    "slides": ("tệp trình chiếu PowerPoint", "a PowerPoint file"),
    "ods": ("bảng tính OpenDocument (.ods)", "an OpenDocument spreadsheet (.ods)"),
    "xlsb": ("bảng tính Excel nhị phân (.xlsb)", "a binary Excel workbook (.xlsb)"),
    "zip": ("tệp nén không phải bảng tính", "an archive, not a workbook"),
    "ole": ("tệp Office cũ không phải bảng tính", "an old Office file, not a workbook"),
    "archive": ("tệp nén (RAR, 7z, gzip)", "an archive (RAR, 7z, gzip)"),
}


def refusal(
    path: Path, vi: str, en: str, remedy: Bilingual = SAVE_AGAIN, line: int | None = None
) -> RefusedError:
    """One refusal; the sentences begin in lower case, as they follow the file's name."""
    return RefusedError(path, Bilingual(vi, en), remedy, line)


def empty(path: Path) -> RefusedError:
    """Nothing in it, or white space only."""
    return refusal(path, "tệp trống.", "the file is empty.")


def other(path: Path, kind: str) -> RefusedError:
    """A file of a known kind that is not read here, whatever its name ends in."""
    vi, en = OTHERS[kind]
    return refusal(path, f"tệp này là {vi}.", f"this is {en}.")


def encrypted(path: Path) -> RefusedError:
    """A workbook with a password."""
    remedy = Bilingual("Hãy bỏ mật khẩu rồi gửi lại.", "Remove the password and send it again.")
    return refusal(path, "tệp có mật khẩu.", "the workbook has a password.", remedy)


def damaged(path: Path, detail: str) -> RefusedError:
    """A workbook that is cut off or not what it says."""
    return refusal(
        path,
        f"tệp bị hỏng hoặc thiếu phần cuối ({detail}).",
        f"the file is damaged or cut off ({detail}).",
    )


def not_text(path: Path, byte: int = 0, line: int | None = None) -> RefusedError:
    """Bytes that are neither a workbook nor text in a known encoding; the first, where it tells."""
    vi = "không phải bảng tính, cũng không phải văn bản với bảng mã đã biết"
    en = "it is neither a workbook nor text in a known encoding"
    if byte:
        vi, en = f"{vi}: byte thứ {byte}, dòng {line}", f"{en}: byte {byte}, line {line}"
    return refusal(path, f"{vi}.", f"{en}.", SAVE_AS_UTF8, line)


def too_large(path: Path, size: int, most: int) -> RefusedError:
    """More bytes than are read."""
    size, most = -(-size // MB), most // MB
    return refusal(
        path,
        f"tệp quá lớn: {size} MB, tối đa {most} MB.",
        f"the file is too large: {size} MB, at most {most} MB.",
        SPLIT,
    )


def unpacks_too_large(path: Path, size: int, most: int) -> RefusedError:
    """A workbook whose parts are too large once unpacked."""
    size, most = -(-size // MB), most // MB
    return refusal(
        path,
        f"tệp giải nén thành {size} MB, tối đa {most} MB.",
        f"the file unpacks to {size} MB, at most {most} MB.",
        SPLIT,
    )


def packed_too_tightly(path: Path, part: str) -> RefusedError:
    """A part that unpacks to far more than a workbook of an officer does."""
    return refusal(
        path,
        f"phần “{part}” nén chặt bất thường, có thể là bom nén.",
        f"its part “{part}” is packed so tightly that it may be a zip bomb.",
    )


def has_document_type(path: Path, part: str) -> RefusedError:
    """XML that no spreadsheet program writes."""
    return refusal(
        path,
        f"phần “{part}” có khai báo XML không an toàn.",
        f"its part “{part}” has an XML declaration that is not safe.",
    )


def too_wide(path: Path, sheet: str, vi: str, en: str, line: int | None = None) -> RefusedError:
    """A sheet or a line that spans more than is read."""
    at_vi, at_en = (f"trang tính “{sheet}” ", f"sheet “{sheet}” ") if sheet else ("", "")
    return refusal(path, at_vi + vi, at_en + en, SPLIT, line)


def too_many(path: Path, what: tuple[str, str], most: int, line: int | None = None) -> RefusedError:
    """More sheets, cells or lines than are read; `what` is their Vietnamese and English name."""
    vi, en = what
    return refusal(
        path, f"có quá {most:,} {vi}.".replace(",", "."), f"it has over {most:,} {en}.", SPLIT, line
    )


def unopened(path: Path, error: OSError) -> RefusedError:
    """A file that the system does not hand out."""
    remedy = Bilingual("Hãy kiểm tra tệp và quyền đọc.", "Check the file and who may read it.")
    return refusal(
        path,
        f"không mở được tệp ({error.strerror}).",
        f"cannot be opened: {error.strerror}.",
        remedy,
    )


def died(path: Path, how: str, limits: Limits) -> RefusedError:
    """The process that read the file met a limit (a field of Limits), or ended in another way."""
    said = without_places(how)
    if how == "full":
        return unwritable()
    memory, written = limits.memory // MB, limits.written // MB
    vi, en = {
        "memory": (f"cần hơn {memory} MB bộ nhớ", f"it takes more than {memory} MB of memory"),
        "seconds": (f"đọc quá {limits.seconds} giây", f"it takes over {limits.seconds} seconds"),
        "written": (f"nội dung lớn hơn {written} MB", f"its content exceeds {written} MB"),
    }.get(how, (f"chương trình đọc đã dừng: {said}", f"the reader stopped: {said}"))
    return refusal(path, f"{vi}.", f"{en}.", SPLIT)
