import { fork, execFileSync } from 'node:child_process';
const s = fork('server/server.mjs'); const {port} = await new Promise(r=>s.once('message',r));
process.env.BENCH_PACKAGE=process.env.P ?? '/work/wt/bench/pkg';
const host=`http://127.0.0.1:${port}/api/v4`;
for (const [j,p] of [['download',{attachment:'a5242880',size:5242880,more:8}],['upload',{file:'/tmp/five.bin',more:8}],['getPassword',{calls:300}]]) {
 console.log(j, execFileSync(process.execPath,['--expose-gc','--cpu-prof','--cpu-prof-interval','200','--cpu-prof-dir=/tmp/prof-'+j,'child.mjs','ours',j,JSON.stringify({host,...p})],{encoding:'utf8'}));
}
s.kill();
