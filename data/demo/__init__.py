"""Demonstration data: the exports that the province's offices would send, made from a seed.

Everything below the level of the province is invented, and most of the province's figures, too, by
one law (`law`), which docs/demonstration-law.md tells in one page: five factors of the communes,
chance, shocks, and the effect of group work. `law.continued` goes on to 12/2030.
Published and met exactly at the end of 2023: 2,160 groups in 2,160 villages, 10,557 members (4 to
6 a group), 237 management groups of 5,401 people with 722 staff of post and telecom firms, and
Xã Tân Thành (Vụ Bản) with 8 groups of 5 and 8 people who manage them. Published and met in the
rest: 1,876,900 residents in 2022, payment accounts, smartphones, work files, services in full,
co-operatives that sell online (see `indicators`, `dossiers`, `economy`). Every file says in its
last header that it is for demonstration.

Flaws put in on purpose, so that the page on data quality has something to show (`blemishes`).
None touches the totals of the end of 2023.

Flagged as warnings, the rows stay:
- three stocks of e-signatures lost their last digit for a month (02, 04 and 09/2025) and jump
  back to ten times as much in the next one;
- four groups report 11 or 12 members in a month of 2025, one reports 2;
- three reports of 08/2024 are filed under the unit that the group's commune became in 09/2024.

Put in quarantine, the rows are not counted:
- hoat_dong: the date 31/02/2025; "12 nguoi" attending (05/2025); an unknown topic (11/2025); an
  unknown commune 99999 (03/2026); no number of assists (06/2026);
- bao_cao: sent on "2025-13-10" (09/2025); thanh_vien: "năm" members (02/2026);
- su_dung_dich_vu: "khoảng 5000" VssID accounts (04/2026); ho_so: the month "13/2026" (01/2026);
- ho_so_cong_viec: a unit abolished in 2024 (08/2025).

Also like life, and no flaw of the files: late and missing reports, communes that are silent for
some months (`outages`), cells that nobody filled in (`services`), villages that wait some months
for a new group after a merger or where groups dissolved (`groups`), shares that fall for a while
(`shocks`).
"""

from data.demo.facts import DemoError
from data.demo.randomness import SEED
from data.demo.write_all import write_exports

__all__ = ["SEED", "DemoError", "write_exports"]
