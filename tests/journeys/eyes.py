"""What a journey sees on every page: axe finds nothing, nothing overflows, the console is silent."""

from dataclasses import dataclass, field

from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import ConsoleMessage, Page

from examples.tartu.accounts import PASSWORD

AXE = Axe()


@dataclass
class Eyes:
    """Walks the pages of the city in one language and looks at each."""

    page: Page
    house: str
    language: str
    seen: set[str] = field(default_factory=set)
    said: list[str] = field(default_factory=list)

    def __post_init__(self) -> None:
        self.page.on("console", self._hear)
        self.page.on("pageerror", lambda error: self.said.append(str(error)))

    def _hear(self, message: ConsoleMessage) -> None:
        if message.type in {"error", "warning"}:
            self.said.append(message.text)

    def go(self, path: str) -> None:
        answer = self.page.goto(f"{self.house}/{self.language}/tartu/{path}")
        assert answer is not None
        assert answer.status == 200, f"{path}: {answer.status}"
        self.look()

    def look(self) -> None:
        """Once a page: accessible, not wider than the screen, nothing in the console."""
        where = self.page.url.split("?")[0]
        if where in self.seen:
            return
        self.seen.add(where)
        found = AXE.run(self.page, options={"resultTypes": ["violations"]}).response["violations"]
        assert [(one["id"], [node["html"][:160] for node in one["nodes"][:3]]) for one in found] == [], where
        wider = self.page.evaluate("document.documentElement.scrollWidth - document.documentElement.clientWidth")
        assert wider == 0, f"{where} is {wider} px too wide"
        assert self.said == [], where

    def press(self, selector: str) -> None:
        """Press, wait for the page that follows, and look at it."""
        with self.page.expect_navigation():
            self.page.locator(selector).first.click()
        self.look()

    def fill(self, name: str, words: str) -> None:
        self.page.locator(f"[name={name}]").first.fill(words)

    def text(self) -> str:
        return self.page.locator("main").inner_text()

    def log_in(self, email: str) -> None:
        self.page.goto(f"{self.house}/{self.language}/login/?next=/{self.language}/tartu/work/")
        self.look()
        self.fill("email", email)
        self.fill("password", PASSWORD)
        self.press("main form button")
        assert self.page.url.endswith("/tartu/work/")
