"""The whole walk, in the order in which the album shows it."""

from tests.tools.pictures import asides, forms
from tests.tools.pictures.album import Album
from tests.tools.pictures.tour import VERSIONS, Tour


def walk(tour: Tour) -> Album:
    """Walk past everything, and return what was seen."""
    with tour.album.watching(tour.app):
        asides.at_the_door(tour)
        for version in VERSIONS:
            forms.before_the_review(tour, version)
            forms.with_a_helper(tour, version)
            forms.saying_no(tour, version)
            forms.after_it(tour, version)
        forms.watched(tour)
        asides.a_face(tour)
        asides.coming_back(tour)
        asides.replied(tour)
        asides.alone_again(tour)
        asides.after_send(tour)
        asides.closed(tour)
        asides.since_last_time(tour)
        asides.away_for_a_while(tour)
    return tour.album
