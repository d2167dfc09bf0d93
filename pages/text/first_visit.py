"""What each page answers, in three sentences, for who opens it for the first time."""

from pages.text.language import Language


def what_it_answers(page: str, language: Language) -> str:
    """The three sentences of the page of that address; "" for any other."""
    t = language.t
    return {
        "home": t(
            "Where does the province stand? Five figures say it, each with the step since last"
            " year. Three matters need a decision: each leads to the page that shows why."
        ),
        "overview": t(
            "All indicators of the province on one page, with their change and their status"
            " against the targets. Choose the period and what it is compared with. A click on a"
            " name opens it on the map."
        ),
        "alerts": t(
            "What in the latest data needs somebody. Filter by rule, indicator or place. Say what"
            " became of an alert, so that the next reader knows."
        ),
        "map": t(
            "Where is an indicator high, where is it low? A colour means the same in every period"
            " and district. Click a district to open its communes, and a commune to open its card."
        ),
        "compare": t(
            "The same figures side by side: on the units of several years, at two or many"
            " periods, or of two indicators; what changed between two periods; and a map that"
            " plays through time. Dots mark estimates, where a unit was divided."
        ),
        "communes": t(
            "What became of a commune in the mergers. Type its name, of today or of"
            " former days, with or without accents. Maps, dates and legal acts follow."
        ),
        "network": t(
            "How many groups are there, who is in them, and where is none? Choose what the map"
            " shows. The register below lists every group; a click opens its page."
        ),
        "group": t(
            "One group: its members, what it did and reported month by month, and its place among"
            " the groups of its commune. The link to this page always leads to this group."
        ),
        "difficulties": t(
            "What stands in the way of the groups, where, and for how long? Choose one difficulty,"
            " or the one that most groups of each unit name. Units that did not report are listed,"
            " never left out."
        ),
        "effect": t(
            "Does the work of the groups move adoption? Each topic has one sentence with its"
            " interval, and the checks that say how far to believe it. Below stand communes worth"
            " a visit."
        ),
        "targets": t(
            "How far is it to the targets for 2025 and 2030? The bar is the value, the dark line"
            " the path today, the pink one the target. The furthest behind come first."
        ),
        "verdict": t(
            "Which targets for 2025 were met, and which were not? Each with the distance in points"
            " and people. The map of one indicator says when each unit met it first."
        ),
        "forecast": t(
            "How likely is each target for the years to come? The band holds four of five"
            " outcomes. How such forecasts did so far is on a page of its own."
        ),
        "assign": t(
            "How the gap of the province could be shared among its units. Three ways stand side"
            " by side. A proposal is arithmetic until a document sets it."
        ),
        "reach": t(
            "What would it take to meet a target? Choose communes and a pace, and see where the"
            " province ends. A scenario can be saved and sent as a link."
        ),
        "backtest": t(
            "How far did forecasts miss, had they been made in the past? Where they fail comes"
            " first, by name. Trust a forecast as far as this page does."
        ),
        "meetings": t(
            "What a committee will look at, in order, and what it has to decide. Take any view here"
            " with the button under it: it is kept as it is shown now. Then present it."
        ),
        "decisions": t(
            "What was decided, which office does it, by when. The figures of exactly those units"
            " stand beside it: then, now and as expected. An office says here what it did."
        ),
        "documents": t(
            "Paper to take along: a sheet for each commune or district, and the report of the"
            " province. Choose level, period and units, then make them. It takes up to a minute and"
            " can be cancelled."
        ),
        "load": t(
            "Bring a file of figures in. It is checked on trial first, and nothing is published"
            " before you say so. What cannot be read comes back with its line and the reason."
        ),
        "work": t(
            "What the groups do, how and when, and for whom. A click on a cell of the table shows"
            " where and in which months. Villages least reached, silent groups and trainings are"
            " lists to take along."
        ),
        "fair": t(
            "Who differs by more than chance, how sure is a rank, who stands how among its like?"
            " What moved the indicator, unit by unit, and who would close the gap? Choose the"
            " question first."
        ),
        "quality": t(
            "Who reported, late or not at all, and which lines fail a check. Choose what the map"
            " shows. Rows that were set aside can be taken, mended and sent again."
        ),
        "analysis": t(
            "Five figures of the same units: mark some in one, and you see them in the others."
            " Filter by place, group or any column. The table is a file to take away as it is"
            " shown, and the view can be saved under a name."
        ),
        "catalogue": t(
            "What each indicator counts, and over what. Its source, its targets and how far they"
            " are confirmed. Search by any word of it."
        ),
        "explain": t(
            "Where does a number come from? Its formula, the files, sheets and lines that it adds"
            " up, and what stood there before a file was replaced. All lines can be downloaded."
        ),
        "sources": t(
            "Where boundaries, units and targets come from. What an official file held, and what"
            " of it was used. What is not official says so."
        ),
        "accounts": t(
            "Who is signed in, and who may sign in, in which role. End a session, give another role"
            " or the communes that an account is limited to, or disable it. Each change counts"
            " within two seconds."
        ),
        "sql": t(
            "A question of your own to the published figures, in SQL. Begin with an example; tables"
            " and columns are listed. An answer can be drawn, and taken along as a file."
        ),
        "audit": t(
            "Who changed, took away or was refused what, the newest first. The list proves that"
            " nothing in it was altered. Filter it, and take it along as a file."
        ),
    }.get(page, "")
