"""On a narrow screen each cell says which column it stands in."""

from markupsafe import Markup

from portal.columns import in_columns


def test_each_cell_says_its_column_and_the_first_names_the_row():
    cells = Markup('<th scope="row">Mia</th><td>10 Dec</td><td class="data__number">3</td>')

    named = in_columns(cells, ("Child", "Review", "Asks"))

    assert named == (
        '<th scope="row">Mia</th><td data-column="Review">10 Dec</td>'
        '<td data-column="Asks" class="data__number">3</td>'
    )


def test_a_box_to_tick_before_the_name_has_its_column_too():
    named = in_columns("<td><input></td><th>Mia</th><td>Ada</td>", ("Print", "Child", "Officer"))

    assert named == (
        '<td data-column="Print"><input></td><th>Mia</th><td data-column="Officer">Ada</td>'
    )


def test_the_words_of_a_column_cannot_leave_their_place():
    named = in_columns("<th>Mia</th><td>1</td>", ("Child", '"><script>'))

    assert "<script>" not in named
