#!/usr/bin/env node
// The command line: `passwork`. Written so that old versions of Node can read it, and say that they are too old.
'use strict';
var version = '__VERSION__';
var has = process.versions.node.split('.').map(Number);
var isNew = has[0] > 22 || (has[0] === 22 && has[1] >= 8) || has[0] === 21 || (has[0] === 20 && has[1] >= 18);
if (!isNew) {
  process.stderr.write(
    `passwork: Node ${process.versions.node} is too old for the command line. Use Node 20.18, 22.8 or later\n`,
  );
  process.exitCode = 1;
} else if (process.argv.length === 3 && (process.argv[2] === '--version' || process.argv[2] === '-V')) {
  process.stdout.write(`${version}\n`);
} else {
  require('./start.js').start(version);
}
