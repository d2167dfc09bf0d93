"""Analysis: map, table, distribution, trend and scatter of the same units, linked and filtered."""

from pages.shell.footer import foot
from pages.shell.frame import open_page
from pages.shell.opened import find
from pages.shell.selection import language
from pages.views.analysis.desk import draw_code
from pages.views.analysis.kept import groups_and_views
from pages.views.analysis.view import analyse
from pages.widgets.map.drawing import preload

served, selection = open_page(language().t("Analysis"))
preload(selection)
draw_code()
analyse(served, find().newest)
groups_and_views(served, selection)
foot(served, selection.language)
