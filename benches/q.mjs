import { fork, execFileSync } from 'node:child_process';
const s = fork('server/server.mjs'); const {port} = await new Promise(r=>s.once('message',r));
process.env.BENCH_PACKAGE=process.env.P ?? '/work/wt/bench/pkg';
const host=`http://127.0.0.1:${port}/api/v4`;
import fs from 'node:fs';
fs.writeFileSync('/tmp/five.bin', (await import('/work/wt/bench/benches/server/world.mjs')).attachmentBytes(5242880));
const jobs={small:{},getPassword:{calls:200},upload:{file:'/tmp/five.bin',more:0},download:{attachment:'a5242880',size:5242880,more:0},list:{vault:'ascii10000',count:10000,rounds:3},copy:{lanes:8},login:{rounds:3},memories:{steps:[1000,2000]}};
for (const j of (process.argv[2]??'').split(',').filter(Boolean).concat(process.argv[2]?[]:Object.keys(jobs))) for (const i of (process.argv[3]??'baseline,floor,ours').split(',')) {
  const t=Date.now();
  let o; try { o=execFileSync(process.execPath,['--expose-gc','child.mjs',i,j,JSON.stringify({host: j==='copy'?host.replace('/api','/l20/api'):host,...jobs[j]})],{encoding:'utf8',stdio:['ignore','pipe','pipe']}); } catch(e) { o=e.stderr.slice(0,600)+'\n'; }
  process.stdout.write(`${j} ${i} ${((Date.now()-t)/1000).toFixed(1)}s ${o}`);
}
s.kill();
