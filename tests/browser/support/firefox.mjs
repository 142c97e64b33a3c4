// Firefox by Marionette, the protocol beneath geckodriver, so that no driver is needed: a line of JSON over TCP.
import { execFileSync, spawn } from 'node:child_process';
import fs from 'node:fs';
import net from 'node:net';
import os from 'node:os';
import path from 'node:path';

/** The path of a Firefox, or null. */
export function findFirefox() {
  if (process.env.PASSWORK_FIREFOX) return process.env.PASSWORK_FIREFOX;
  for (const name of ['firefox', 'firefox-esr']) {
    try {
      return execFileSync('sh', ['-c', `command -v ${name}`], { encoding: 'utf8' }).trim();
    } catch {
      // not this one
    }
  }
  return null;
}

/** @param {Record<string, unknown>} preferences as in about:config */
export async function openFirefox(preferences = {}) {
  const profile = fs.mkdtempSync(path.join(os.tmpdir(), 'passwork-firefox-'));
  const settings = { 'marionette.port': 0, 'datareporting.policy.dataSubmissionEnabled': false, ...preferences };
  const lines = Object.entries(settings).map(
    ([key, value]) => `user_pref(${JSON.stringify(key)}, ${JSON.stringify(value)});`,
  );
  fs.writeFileSync(path.join(profile, 'user.js'), lines.join('\n'));
  const args = ['--headless', '--no-remote', '--profile', profile, '--marionette', '--remote-allow-system-access'];
  const child = spawn(findFirefox(), args, { stdio: 'ignore', env: { ...process.env, HOME: profile } });
  const ended = new Promise((resolve) => child.on('exit', resolve));

  const send = await connect(await portOf(profile, child));
  await send('WebDriver:NewSession', {});
  await send('WebDriver:SetTimeouts', { script: 30_000 });
  const run = async (command, fn, args) =>
    (await send(command, { script: `return (${fn})(...arguments)`, args })).value;
  const context = (value) => send('Marionette:SetContext', { value });

  return {
    send,
    install: async (folder) => (await send('Addon:Install', { path: folder, temporary: true })).value,
    go: (url) => send('WebDriver:Navigate', { url }),
    /** In the page; a promise is waited for. */
    evaluate: (fn, ...args) => run('WebDriver:ExecuteScript', fn, args),
    /** In the browser itself. */
    async inBrowser(fn, ...args) {
      await context('chrome');
      try {
        return await run('WebDriver:ExecuteScript', fn, args);
      } finally {
        await context('content');
      }
    },
    async element(selector) {
      const { value } = await send('WebDriver:FindElement', { using: 'css selector', value: selector });
      const id = Object.values(value)[0];
      return {
        click: () => send('WebDriver:ElementClick', { id }),
        type: (text) => send('WebDriver:ElementSendKeys', { id, text }),
      };
    },
    /** A PNG of the page, as wide and high as the window. */
    screenshot: async () => Buffer.from((await send('WebDriver:TakeScreenshot', { full: false })).value, 'base64'),
    newTab: async () => (await send('WebDriver:NewWindow', { type: 'tab' })).handle,
    handle: async () => (await send('WebDriver:GetWindowHandle')).value,
    switchTo: (handle) => send('WebDriver:SwitchToWindow', { handle }),
    async close() {
      await Promise.race([send('Marionette:Quit', { flags: ['eForceQuit'] }).catch(() => {}), ended]);
      const timer = setTimeout(() => child.kill('SIGKILL'), 5000);
      await ended;
      clearTimeout(timer);
      fs.rmSync(profile, { recursive: true, force: true, maxRetries: 5 });
    },
  };
}

/** Firefox takes a free port and writes it down. */
async function portOf(profile, child) {
  const file = path.join(profile, 'MarionetteActivePort');
  for (let tries = 0; tries < 600; tries += 1) {
    if (child.exitCode !== null) throw new Error(`Firefox ended with ${child.exitCode}`);
    if (fs.existsSync(file) && fs.readFileSync(file, 'utf8')) return Number(fs.readFileSync(file, 'utf8'));
    await new Promise((resolve) => setTimeout(resolve, 100));
  }
  child.kill('SIGKILL');
  throw new Error('Firefox did not open its port within a minute');
}

/** Messages are `LENGTH:JSON`; ours [0, id, command, parameters], answers [1, id, error, result]. */
async function connect(port) {
  const socket = net.connect(port, '127.0.0.1');
  const waiting = new Map();
  let buffer = Buffer.alloc(0);
  let last = 0;
  let greeted;
  const greeting = new Promise((resolve, reject) => {
    greeted = resolve;
    socket.on('error', reject);
  });
  socket.on('data', (chunk) => {
    buffer = Buffer.concat([buffer, chunk]);
    for (;;) {
      const colon = buffer.indexOf(':');
      const end = colon + 1 + Number(buffer.subarray(0, colon));
      if (colon < 0 || buffer.length < end) return;
      const message = JSON.parse(buffer.subarray(colon + 1, end));
      buffer = buffer.subarray(end);
      if (!Array.isArray(message)) greeted();
      else {
        const [, id, error, result] = message;
        const { resolve, reject } = waiting.get(id);
        waiting.delete(id);
        if (error) reject(new Error(`${error.error}: ${error.message}`));
        else resolve(result ?? {});
      }
    }
  });
  socket.on('close', () => {
    for (const { reject } of waiting.values()) reject(new Error('Firefox closed the connection'));
  });
  await greeting;
  return (command, parameters = {}) =>
    new Promise((resolve, reject) => {
      last += 1;
      waiting.set(last, { resolve, reject });
      const text = JSON.stringify([0, last, command, parameters]);
      socket.write(`${Buffer.byteLength(text)}:${text}`);
    });
}
