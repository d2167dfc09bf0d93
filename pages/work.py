"""Activities: what the groups do, how and when, for whom, and whether it goes where the need is."""

from pages.shell.footer import close_page
from pages.shell.frame import open_page
from pages.shell.pickers import pick_district, pick_level, pick_period, pick_vintage, told
from pages.shell.selection import PARTS_AND_COMMUNES, language
from pages.shell.url import more_choices, title_row
from pages.views.work.pickers import own_link, pick_part
from pages.views.work.view import counted, draw
from pages.widgets.groups.words import can_show
from pages.widgets.map.drawing import source_line

served, selection = open_page(language().t("Activities"), PARTS_AND_COMMUNES)
t = selection.language.t
own = own_link()

if can_show(served, selection.language):
    selection = counted(served, own, selection)
    with title_row():
        pick_part(own, selection.language)
        pick_period(served, selection)
        chosen = told(served, selection, "level", "district", "vintage")
        with more_choices(t("More choices"), chosen):
            pick_level(selection, PARTS_AND_COMMUNES)
            pick_district(served, selection)
            pick_vintage(served, selection)
    draw(served, own, selection)

close_page(served, selection, source_line(selection))
