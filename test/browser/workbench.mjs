// VS Code's workbench as a person sees it: the few things that the browser tests look at and click on.

/** Monaco writes ordinary blanks as no-break spaces. */
const plain = (text) => text.replaceAll('\u00a0', ' ');

export class Workbench {
  /** @param {import('playwright-core').Page} page */
  constructor(page) {
    this.page = page;
  }

  /** Waits until the workbench stands and the editor shows text. */
  async ready() {
    await this.page.locator('.monaco-workbench').waitFor({ timeout: 60_000 });
    await this.page.locator('.monaco-editor .view-line').first().waitFor({ timeout: 60_000 });
  }

  /** Runs a command by its title. */
  async command(title) {
    await this.page.keyboard.press('F1');
    const input = this.page.locator('.quick-input-widget input.input');
    await input.fill(`>${title}`);
    const row = this.page.locator('.quick-input-list .monaco-list-row', { hasText: title }).first();
    await row.waitFor();
    await this.page.keyboard.press('Enter');
    await this.page.locator('.quick-input-widget').waitFor({ state: 'hidden' });
  }

  /** Opens a file of the workspace by its name. */
  async openFile(name) {
    await this.page.keyboard.press('Control+P');
    await this.page.locator('.quick-input-widget input.input').fill(name);
    // Not Enter: the first row may be another file, opened more recently.
    await this.page.locator('.quick-input-list .monaco-list-row', { hasText: name }).first().click();
    await this.page.locator('.tab.active', { hasText: name }).waitFor();
  }

  /** The text of the editor line that the first match of a selector lies on; measured at one moment, lines move while lenses come. */
  async lineUnder(selector) {
    const text = await this.page.evaluate((wanted) => {
      const box = document.querySelector(wanted)?.getBoundingClientRect();
      const lines = [...document.querySelectorAll('.monaco-editor .view-line')];
      const line = lines.find((one) => {
        const at = one.getBoundingClientRect();
        return box && box.y + box.height / 2 >= at.y && box.y + box.height / 2 < at.y + at.height && at.height > 0;
      });
      return line?.textContent ?? undefined;
    }, selector);
    return text === undefined ? undefined : plain(text);
  }

  async goToLine(line) {
    await this.page.keyboard.press('Control+G');
    const widget = this.page.locator('.quick-input-widget');
    await widget.locator('input.input').fill(`:${line}`);
    // Enter before the list has an answer does nothing, and Enter may be lost while a document is read.
    await widget
      .locator('.quick-input-list .monaco-list-row', { hasText: String(line) })
      .first()
      .waitFor();
    for (let attempt = 0; ; attempt++) {
      await this.page.keyboard.press('Enter');
      const closed = await widget.waitFor({ state: 'hidden', timeout: 4000 }).then(
        () => true,
        () => false,
      );
      if (closed) return;
      if (attempt === 4) throw new Error(`the editor did not go to line ${line}`);
    }
  }

  /** Chooses a colour theme by its name in the list. */
  async theme(name) {
    // From the workbench: a webview keeps chords to itself.
    await this.page.locator('.statusbar').click({ position: { x: 300, y: 10 } });
    await this.page.keyboard.press('Control+K');
    await this.page.keyboard.press('Control+T');
    const input = this.page.locator('.quick-input-widget input.input');
    await this.page.locator('.quick-input-list .monaco-list-row', { hasText: 'Light' }).first().waitFor();
    await input.fill(name);
    await this.page.locator('.quick-input-list .monaco-list-row', { hasText: name }).first().waitFor();
    await this.page.keyboard.press('Enter');
    await this.page.locator('.quick-input-widget').waitFor({ state: 'hidden' });
  }

  lens(text) {
    return this.page.locator('.codelens-decoration', { hasText: text });
  }

  /** Shows the Problems panel, or hides it again. */
  async toggleProblems() {
    await this.page.keyboard.press('Control+Shift+M');
  }

  /** The rows of the Problems panel, as a screen reader is told of them. */
  async problems() {
    await this.page.locator('.markers-panel .monaco-list-row').first().waitFor();
    const rows = await this.page.locator('.markers-panel .monaco-list-row').all();
    return Promise.all(rows.map(async (row) => plain((await row.getAttribute('aria-label')) ?? '')));
  }

  /** Puts the mouse on a word of the first editor line that holds `inLine`, and gives the hover. */
  async hover(inLine, word) {
    const line = this.page.locator('.monaco-editor .view-line', { hasText: inLine }).first();
    const box = await line.evaluate((element, text) => {
      const walker = document.createTreeWalker(element, NodeFilter.SHOW_TEXT);
      for (let node = walker.nextNode(); node; node = walker.nextNode()) {
        const at = node.textContent.indexOf(text);
        if (at < 0) continue;
        const range = document.createRange();
        range.setStart(node, at);
        range.setEnd(node, at + text.length);
        const { x, y, width, height } = range.getBoundingClientRect();
        return { x: x + width / 2, y: y + height / 2 };
      }
      return undefined;
    }, word);
    if (!box) throw new Error(`${word} is not on the line of ${inLine}`);
    await this.page.mouse.move(box.x - 30, box.y);
    await this.page.mouse.move(box.x, box.y, { steps: 4 });
    const hover = this.page.locator('.monaco-hover:not(.hidden) .monaco-hover-content').first();
    await hover.waitFor({ timeout: 15_000 });
    return hover;
  }
}
