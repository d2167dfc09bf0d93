"""Takes the pictures of the guide from the running product: `make guide`.

A server of its own on 127.0.0.1 with the data that are set up, and a Chromium, both ended when all
pictures are taken. They are small: a palette of colours, no shades.
"""

import sys
from io import BytesIO
from pathlib import Path
from tempfile import TemporaryDirectory

from PIL import Image

from data.store.snapshot import store_directory
from tests.browser.visits import Server, Visit, launched, visiting
from tests.serving import ROOT, serving

PICTURES = ROOT / "static" / "guide"
COLOURS = 64
DESK = {"viewport": {"width": 1280, "height": 720}}
PHONE = {
    "viewport": {"width": 390, "height": 844},
    "user_agent": "Mozilla/5.0 (Linux; Android 14) AppleWebKit/537.36 Chrome/156 Mobile"
    " Safari/537.36",
    "has_touch": True,
}
E_SIGNATURE = "kpi=e_signature_share&level=commune"
SHOWN = {  # picture: the page as its link
    "moi-chi-so": "overview?",
    "canh-bao": "alerts?",
    "ban-do": f"map?{E_SIGNATURE}",
    "the-xa": f"map?{E_SIGNATURE}&vintage=2025&area=13693",
    "mang-luoi": "network?level=commune&figure=size",
    "hoat-dong": "work?level=commune",
    "kho-khan": "difficulties?level=commune",
    "tac-dong": "effect?",
    "chi-tieu": "targets?scope=all&year=2030",
    "du-bao": "forecast?scope=one&kpi=e_signature_share&level=province",
    "can-gi": f"reach?{E_SIGNATURE}&aim_year=2030&units=13693.13699.13708",
    "nap-du-lieu": "load?",
    "chat-luong": "quality?level=commune&measure=missing",
}
ON_A_PHONE = {"trong-hai-phut": "?"}


def main(*wanted: str) -> None:
    """Writes all pictures, or those of these names."""
    PICTURES.mkdir(exist_ok=True)
    with TemporaryDirectory() as logs, serving(Path(logs)) as ours, launched() as browser:
        server = Server(ours.url, store_directory())
        for shown, size in ((SHOWN, DESK), (ON_A_PHONE, PHONE)):
            for visit in visiting(browser, server, **size):
                for name, link in shown.items():
                    if wanted and name not in wanted:
                        continue
                    _take(visit, link, PICTURES / f"{name}.png")


def _take(visit: Visit, link: str, file: Path) -> None:
    page = visit.open(f"{link}&lang=vi")
    hint = page.locator(".first button")  # what a page says at the first visit
    if hint.is_visible():
        hint.click()
    page.wait_for_timeout(500)  # what slides in has come to rest
    with Image.open(BytesIO(page.screenshot())) as picture:
        small = picture.convert("RGB").quantize(COLOURS, dither=Image.Dither.NONE)
    small.save(file, optimize=True)
    print(f"{file.relative_to(ROOT)}: {file.stat().st_size // 1024} KiB", flush=True)


if __name__ == "__main__":
    main(*sys.argv[1:])
