"""Why the ledger cannot be used, in words; no path, address or password stands in them."""

import sqlite3
from collections.abc import Iterator
from contextlib import contextmanager
from json import JSONDecodeError

from sqlalchemy.exc import DBAPIError
from sqlalchemy.exc import TimeoutError as NoneFreeError

from data.refusal import Bilingual, RefusedError
from data.store.write_lock import BusyError

LEDGER = "ledger.sqlite"
BEGUN = f"{LEDGER}-begun"  # says that there is a ledger, so that one that is gone is missed
BEGUN_THERE = "ledger.postgresql-begun"  # the same of one on a server
FULL = "53100"  # what PostgreSQL answers, besides classes of two letters
READ_ONLY, NO_RIGHT, NO_DATABASE = "25006", "42501", "3D000"
LOCKED = ("55P03", "40001", "40P01", "25P03")


@contextmanager
def refusing(name: str = LEDGER) -> Iterator[None]:
    """Turns an error of a database or of the disk into a refusal about the ledger of a name."""
    try:
        yield
    except DBAPIError as error:
        if isinstance(error.orig, sqlite3.Error):
            raise _of_sqlite(error.orig) from error
        raise _of_server(name, getattr(error.orig, "sqlstate", None)) from error
    except sqlite3.Error as error:
        raise _of_sqlite(error) from error
    except (JSONDecodeError, UnicodeDecodeError) as error:  # a value that is none any more
        raise (damaged() if name == LEDGER else altered(name)) from error
    except NoneFreeError as error:  # all connections are in use
        raise busy(name) from error
    except OSError as error:
        raise unwritable(name) from error


def _of_sqlite(error: sqlite3.Error) -> RefusedError:
    code = getattr(error, "sqlite_errorname", "")
    if code.startswith(("SQLITE_BUSY", "SQLITE_LOCKED")):
        return busy(LEDGER)
    if code.startswith("SQLITE_FULL"):
        return full(LEDGER)
    if code.startswith(("SQLITE_READONLY", "SQLITE_CANTOPEN", "SQLITE_PERM", "SQLITE_IOERR")):
        return unwritable(LEDGER)
    return damaged()


def _of_server(name: str, state: str | None) -> RefusedError:
    if state in LOCKED:
        return busy(name)
    if state == FULL:
        return full(name)
    if state in (READ_ONLY, NO_RIGHT):
        return unwritable(name)
    if state is None or state == NO_DATABASE or state[:2] in ("08", "28", "53", "57"):
        return unreachable(name)
    return altered(name)


def busy(name: str) -> BusyError:
    """Another process writes for longer than one waits."""
    return BusyError(
        name,
        Bilingual(
            "sổ ghi nhận đang bị một chương trình khác giữ.", "another program holds the ledger."
        ),
        Bilingual("Hãy chờ một lát rồi làm lại.", "Wait a moment, then do it again."),
    )


def full(name: str) -> RefusedError:
    """The disk is full."""
    return RefusedError(
        name,
        Bilingual(
            "không ghi được vào sổ ghi nhận: hết chỗ trên đĩa.",
            "the ledger cannot be written: the disk is full.",
        ),
        Bilingual("Hãy giải phóng chỗ trên đĩa rồi làm lại.", "Free some space, then do it again."),
    )


def unwritable(name: str) -> RefusedError:
    """It cannot be opened or written: no right, a read-only folder, a fault of the disk."""
    return RefusedError(
        name,
        Bilingual(
            "không mở hoặc không ghi được sổ ghi nhận.", "the ledger cannot be opened or written."
        ),
        Bilingual(
            "Hãy kiểm tra quyền ghi và chỗ trống nơi đặt sổ ghi nhận, rồi làm lại.",
            "Check who may write where it lies and the free space, then do it again.",
        ),
    )


def damaged() -> RefusedError:
    """The SQLite file is no ledger, or not a whole one."""
    return RefusedError(
        LEDGER,
        Bilingual(
            "sổ ghi nhận đã hỏng: số liệu vẫn xem được, những gì người dùng đã ghi thì không.",
            "the ledger is damaged: figures are shown, what people said is not.",
        ),
        Bilingual(
            f"Hãy dừng chương trình rồi chép lại tệp {LEDGER} từ bản sao lưu; nếu không có bản"
            f" sao, hãy chuyển mọi tệp {LEDGER}* đi nơi khác rồi khai lại những gì đã ghi.",
            f"Stop the dashboard and put back a copy of {LEDGER}; without one, move all files"
            f" {LEDGER}* away, and say again what was kept in them.",
        ),
    )


def lost() -> RefusedError:
    """The file is not there, although older files were taken over into it."""
    return RefusedError(
        LEDGER,
        Bilingual("sổ ghi nhận không còn ở chỗ cũ.", "the ledger is no longer where it was."),
        Bilingual(
            f"Hãy chép lại tệp {LEDGER} từ bản sao lưu; nếu không có bản sao, hãy bỏ đuôi"
            " “.migrated” trong tên các tệp *.json.migrated để nạp lại nội dung của chúng.",
            f"Put back a copy of {LEDGER}; without one, take “.migrated” off the names of the files"
            " *.json.migrated: what they say is taken over again.",
        ),
    )


def gone() -> RefusedError:
    """The file is not there, although a ledger was begun in this store."""
    return RefusedError(
        LEDGER,
        Bilingual("sổ ghi nhận không còn ở chỗ cũ.", "the ledger is no longer where it was."),
        Bilingual(
            f"Hãy chép lại tệp {LEDGER} từ bản sao lưu; nếu không có bản sao, hãy xóa tệp"
            f" {BEGUN} để mở một sổ mới, trống.",
            f"Put back a copy of {LEDGER}; without one, delete {BEGUN}: a new, empty one"
            " begins then.",
        ),
    )


def emptied(name: str) -> RefusedError:
    """The server holds no tables, although a ledger was begun there from this store."""
    return RefusedError(
        name,
        Bilingual(
            "cơ sở dữ liệu của sổ ghi nhận trống, trong khi trước đây đã có sổ ở đó.",
            "the database of the ledger is empty, although there was a ledger in it.",
        ),
        Bilingual(
            "Hãy kiểm tra DX_LEDGER, rồi khôi phục cơ sở dữ liệu từ bản sao lưu; để mở một sổ mới,"
            f" trống, hãy xóa tệp {BEGUN_THERE} trong kho dữ liệu.",
            "Look at DX_LEDGER, then restore the database from a copy; to begin a new, empty one,"
            f" delete {BEGUN_THERE} in the store.",
        ),
    )


def newer(name: str) -> RefusedError:
    """A newer version of the program made it."""
    return RefusedError(
        name,
        Bilingual(
            "sổ ghi nhận do một phiên bản mới hơn của chương trình tạo ra.",
            "the ledger was made by a newer version of the program.",
        ),
        Bilingual("Hãy cập nhật chương trình.", "Update the program."),
    )


def altered(name: str) -> RefusedError:
    """A server answers, but not as the ledger should."""
    return RefusedError(
        name,
        Bilingual(
            "cơ sở dữ liệu không có đúng các bảng của sổ ghi nhận.",
            "the database does not hold the tables of the ledger as they should be.",
        ),
        Bilingual(
            "Hãy khôi phục cơ sở dữ liệu từ bản sao lưu hoặc báo cho người bảo trì.",
            "Restore the database from a copy, or tell the maintainers.",
        ),
    )


def unreachable(name: str) -> RefusedError:
    """The server does not answer, or lets nobody in."""
    return RefusedError(
        name,
        Bilingual(
            "không kết nối được với máy chủ của sổ ghi nhận.",
            "the server of the ledger cannot be reached, or does not let us in.",
        ),
        Bilingual(
            "Hãy kiểm tra máy chủ có chạy không, tên người dùng và mật khẩu trong DX_LEDGER.",
            "Check that it runs, and the user and password in DX_LEDGER.",
        ),
    )


def unknown(name: str) -> RefusedError:
    """The server went away between a commit and its answer, and has not come back."""
    return RefusedError(
        name,
        Bilingual(
            "mất kết nối với máy chủ của sổ ghi nhận đúng lúc đang lưu, nên chưa biết nội dung đã"
            " được lưu hay chưa.",
            "the server of the ledger went away while this was being saved; whether it was saved is"
            " not known yet.",
        ),
        Bilingual(
            "Khi máy chủ chạy lại, hãy mở lại trang và xem nội dung đã có chưa trước khi làm lại.",
            "Once it is back, open the page again and see whether it is there before you repeat"
            " it.",
        ),
    )


def unusable_address() -> RefusedError:
    """DX_LEDGER names nothing that can be used."""
    return RefusedError(
        "DX_LEDGER",
        Bilingual(
            "DX_LEDGER không phải địa chỉ PostgreSQL dùng được.",
            "it is no address of PostgreSQL that can be used.",
        ),
        Bilingual(
            "Hãy ghi dạng postgresql+psycopg://người_dùng:mật_khẩu@máy_chủ/cơ_sở_dữ_liệu và cài"
            " thư viện psycopg.",
            "Write it as postgresql+psycopg://user:password@server/database and install psycopg.",
        ),
    )
