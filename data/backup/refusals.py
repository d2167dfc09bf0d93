"""Why a backup is not made, or not put back, in words."""

from pathlib import Path

from data.refusal import Bilingual, RefusedError, without_places
from data.store.write_lock import BusyError

AGAIN = Bilingual(
    "Kho dữ liệu không bị thay đổi. Hãy dùng một bản sao lưu khác, hoặc chép lại tệp này từ nơi"
    " lưu trữ.",
    "The store was not changed. Use another backup, or copy this file anew from where it is kept.",
)


def damaged(archive: Path, what: str) -> RefusedError:
    """It was altered, or is not whole; `what` says where."""
    return RefusedError(
        archive,
        Bilingual(f"bản sao lưu đã hỏng ({what}).", f"the backup is damaged ({what})."),
        AGAIN,
    )


def foreign(archive: Path) -> RefusedError:
    """It is a file of another kind."""
    return RefusedError(
        archive,
        Bilingual("đây không phải bản sao lưu của hệ thống.", "this is no backup of a store."),
        AGAIN,
    )


def unsafe(archive: Path, name: str) -> RefusedError:
    """It holds something that no backup holds: a link, or a place outside of the store."""
    return RefusedError(
        archive,
        Bilingual(
            f"trong tệp có mục không được phép: “{name[:200]}”.",
            f"it holds what no backup may hold: “{name[:200]}”.",
        ),
        AGAIN,
    )


def newer(archive: Path) -> RefusedError:
    """A newer version of the program made it."""
    return RefusedError(
        archive,
        Bilingual(
            "bản sao lưu do một phiên bản mới hơn của chương trình tạo ra.",
            "the backup was made by a newer version of the program.",
        ),
        Bilingual("Hãy cập nhật chương trình.", "Update the program."),
    )


def not_empty(store: Path) -> RefusedError:
    """Something lies where the backup should be put."""
    return RefusedError(
        store,
        Bilingual("ở đó đã có số liệu hoặc sổ ghi nhận.", "data or a ledger are there already."),
        Bilingual(
            "Hãy chọn thư mục trống, hoặc thêm --replace để thay thế tất cả những gì ở đó.",
            "Name an empty folder, or add --replace to put it in place of all that is there.",
        ),
    )


def is_there(archive: Path) -> RefusedError:
    """A backup of that name is there, and is never overwritten."""
    return RefusedError(
        archive,
        Bilingual("tệp này đã có.", "this file is there already."),
        Bilingual("Hãy chọn tên khác.", "Choose another name."),
    )


def never_still(store: Path) -> BusyError:
    """Publishes came one after the other while the ledger was copied."""
    return BusyError(
        store,
        Bilingual(
            "số liệu được nạp liên tục nên không chụp được một trạng thái thống nhất.",
            "one publish followed another, so that no moment could be kept.",
        ),
        Bilingual("Hãy chờ một lát rồi làm lại.", "Wait a moment, then do it again."),
    )


def disk(path: Path, error: OSError) -> RefusedError:
    """The disk or the folder does not take it, or does not give it."""
    why = without_places(error.strerror or str(error))
    return RefusedError(
        path,
        Bilingual(f"không đọc hoặc không ghi được ({why}).", f"cannot be read or written ({why})."),
        Bilingual(
            "Hãy kiểm tra chỗ trống trên đĩa và quyền ghi, rồi làm lại.",
            "Check the free space and who may write there, then do it again.",
        ),
    )


def no_encryption() -> RefusedError:
    """Encryption is asked for or needed, and its library is not there."""
    return RefusedError(
        "DX_BACKUP_RECIPIENT",
        Bilingual(
            "cần mã hóa hoặc giải mã nhưng chưa cài thư viện pyrage.",
            "encryption is needed, and the library pyrage is not installed.",
        ),
        Bilingual("Hãy cài bằng lệnh pip install pyrage.", "Install it with pip install pyrage."),
    )


def no_recipient(text: str) -> RefusedError:
    """What the backup is to be encrypted for is no public key."""
    return RefusedError(
        "DX_BACKUP_RECIPIENT",
        Bilingual(
            f"“{text[:80]}” không phải khóa công khai của age.", f"“{text[:80]}” is no key of age."
        ),
        Bilingual(
            "Hãy ghi khóa công khai, bắt đầu bằng age1.", "Write the public key: it begins age1."
        ),
    )


def no_identity(archive: Path) -> RefusedError:
    """The backup is encrypted, and no key opens it."""
    return RefusedError(
        archive,
        Bilingual(
            "bản sao lưu được mã hóa và không có khóa nào mở được.",
            "the backup is encrypted, and no key that was given opens it.",
        ),
        Bilingual(
            "Hãy thêm --identity cùng tệp khóa bí mật của age.",
            "Add --identity with the file of the secret key of age.",
        ),
    )
