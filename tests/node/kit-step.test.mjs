// The step `kit` of `npm test`: what is played again, and what counts.
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { playKit } from '../../scripts/test/kit.mjs';

const ALL = ['read', 'copy.folder@mp', 'copyXfolder@mp', 'write', 'search', 'log-in'];

/** A kit in which these scenarios fail: in the first run, in the second. */
function kitWith(...failing) {
  const asked = [];
  const play = async (grep) => {
    asked.push(grep);
    const wrong = failing.shift();
    const chosen = ALL.filter((name) => !grep || new RegExp(grep).test(name));
    const scenarios = chosen.map((name) => ({ name, ok: !wrong.includes(name), difference: 'noise' }));
    const failed = scenarios.filter(({ ok }) => !ok).length;
    return { counts: { passed: chosen.length - failed, failed, output: failed ? 'FAIL' : undefined }, scenarios };
  };
  return { play, asked };
}

async function played(...failing) {
  const { play, asked } = kitWith(...failing);
  return { ...(await playKit(play)), asked };
}

test('what passes is played once', async () => {
  assert.deepEqual(await played([]), { passed: 6, failed: 0, output: undefined, asked: [undefined] });
});

test('what failed by chance passes the second time, and nothing else is played then', async () => {
  assert.deepEqual(await played(['copy.folder@mp', 'log-in'], []), {
    passed: 6,
    failed: 0,
    output: undefined,
    asked: [undefined, '^(?:copy\\.folder\\@mp|log-in)$'],
  });
});

test('what fails both times has failed', async () => {
  const { passed, failed, output } = await played(['read', 'write'], ['write']);
  assert.deepEqual({ passed, failed, output }, { passed: 5, failed: 1, output: 'FAIL' });
});

test('more than a few are a fault: they stand as they are', async () => {
  const { passed, failed, output, asked } = await played(['read', 'write', 'search', 'log-in']);
  assert.deepEqual({ passed, failed, output, asked }, { passed: 2, failed: 4, output: 'FAIL', asked: [undefined] });
});
