"""A browser that is watched: where it goes, what it is told, and what it keeps."""

from dataclasses import dataclass, field
from weakref import WeakKeyDictionary

from playwright.sync_api import BrowserContext, Page, Request

from tests.journeys.served import Portal

QUIET = [
    "--no-sandbox",
    "--disable-gpu",
    "--disable-quic",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
    "--no-first-run",
]
PHONE = {"width": 360, "height": 780}
COOKIES = {"heard", "look", "heard-staff"}

_KEPT = """async () => ({
  local: {...localStorage},
  session: {...sessionStorage},
  caches: await caches.keys(),
  databases: (await indexedDB.databases()).map((one) => one.name),
  workers: (await navigator.serviceWorker.getRegistrations()).length,
})"""
_WATCHED: "WeakKeyDictionary[BrowserContext, Watched]" = WeakKeyDictionary()
NOTHING = {"local": {}, "session": {}, "caches": [], "databases": [], "workers": 0}


@dataclass
class Watched:
    """One visitor’s browser. It may ask the portal, and for the weather when somebody leaves."""

    context: BrowserContext
    portal: Portal
    addresses: list[str] = field(default_factory=list)
    titles: list[str] = field(default_factory=list)

    def __post_init__(self) -> None:
        _WATCHED[self.context] = self
        self.context.set_default_timeout(15_000)
        self.context.on("request", self._note)

    def page(self) -> Page:
        page = self.context.pages[0] if self.context.pages else self.context.new_page()
        page.on("domcontentloaded", lambda shown: self.titles.append(shown.title()))
        return page

    @classmethod
    def of(cls, page: Page) -> "Watched":
        """Find who watches this page."""
        return _WATCHED[page.context]

    def what_is_kept(self, page: Page) -> dict:
        """Return all that a page can find again in the browser, but its cookies."""
        return page.evaluate(_KEPT)

    @property
    def cookies(self) -> set[str]:
        return {cookie["name"] for cookie in self.context.cookies()}

    @property
    def strangers(self) -> set[str]:
        """Name whoever else was asked for anything."""
        known = (f"{self.portal.address}/", self.portal.weather)
        return {a for a in self.addresses if a and not a.startswith(known)}

    def _note(self, request: Request) -> None:
        self.addresses += [request.url, request.headers.get("referer", "")]
