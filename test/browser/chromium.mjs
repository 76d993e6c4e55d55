// Chromium from the system's packages, driven by the playwright that is installed beside VS Code.
import { existsSync } from 'node:fs';

const flags = [
  '--headless',
  '--no-sandbox',
  '--disable-gpu',
  '--disable-quic',
  '--no-first-run',
  '--disable-background-networking',
  '--disable-component-update',
  '--disable-sync',
];

/** Where Debian, Ubuntu and others put it; CHROMIUM says otherwise. */
export function findChromium() {
  const places = [process.env.CHROMIUM, '/usr/bin/chromium', '/usr/bin/chromium-browser', '/usr/bin/google-chrome'];
  return places.find((place) => place && existsSync(place));
}

/** @param {import('../../scripts/vscode-install.mjs').VsCode} vscode */
export async function launchChromium(vscode) {
  const executablePath = findChromium();
  if (!executablePath) throw new Error('Chromium is missing: install it (apt-get install chromium), or name it in CHROMIUM.');
  const { chromium } = vscode.require('playwright-core');
  return chromium.launch({ executablePath, args: flags });
}
