// What passed and what failed; the last line is `N passed, M failed` (scripts/test/counts.mjs reads it).

export class Report {
  passed = 0;
  failed = 0;

  add(name, ok, detail = '', ms = undefined) {
    if (ok) this.passed += 1;
    else this.failed += 1;
    console.log(`${ok ? 'ok    ' : 'FAILED'} ${name}${ms === undefined ? '' : ` (${ms} ms)`}`);
    if (!ok) console.log(detail.replace(/^/gm, '       '));
  }

  end() {
    console.log(`${this.passed} passed, ${this.failed} failed`);
    process.exit(this.failed ? 1 : 0);
  }
}
