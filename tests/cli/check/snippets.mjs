// Small programs and what `passwork check` has to say of them: methods and differences with their lines, `?` for "possibly".
// `trap`: something that looks like a finding and is none.

const LOAD = "const Passwork = require('passwork-js/src/passwork-api');\n";
const CLIENT = `${LOAD}const passwork = new Passwork('https://passwork.example.com/api/v4');\n`;

/** A program that loads the original and makes a client in its first two lines; what is expected begins at line 3. */
const after = (name, code, { methods = '', found = '', file = 'program.js', ...more } = {}) => {
  return { name, file, code: CLIENT + code, methods, found, ...more };
};

const alone = (name, file, code, { methods = '', found = '', ...more } = {}) => {
  return { name, file, code, methods, found, ...more };
};

export const SNIPPETS = [
  after(
    'an error is compared with a text',
    `try {
  await passwork.addPasswordAttachment(id, 'a.tar');
} catch (error) {
  if (error === 'Attached file max size is 5MB') skip();
}`,
    { methods: 'addPasswordAttachment:4', found: 'error-text:6' },
  ),
  after('an error of a promise is asked for its type', "passwork.getVaults().catch((e) => typeof e === 'string');", {
    methods: 'getVaults:3',
    found: 'error-text:3',
  }),
  after(
    'an error is asked for its class',
    `try {
  await passwork.getVaults();
} catch (e) {
  if (e instanceof Error) crash(e);
  else show(e.httpStatus);
}`,
    { methods: 'getVaults:4', found: 'error-class:6' },
  ),
  after(
    'the fields are used again',
    `const fields = { vaultId, name: 'a', password: 'b' };
await passwork.addPassword(fields);
log(fields.password);`,
    { methods: 'addPassword:4', found: 'fields-again:5' },
  ),
  after(
    'a custom field without a type',
    "passwork.addPassword({ password: 'a', custom: [{ name: 'b', value: 'c' }] });",
    {
      methods: 'addPassword:3',
      found: 'custom-type:3',
    },
  ),
  after(
    'a custom field without a type, by names and pushed',
    `const custom = [];
custom.push({ name: 'b', value: 'c' });
passwork.editPassword(id, { custom });`,
    { methods: 'editPassword:5', found: 'custom-type:4' },
  ),
  after('null where a list belongs', 'passwork.editPassword(id, { custom: null, attachments: null });', {
    methods: 'editPassword:3',
    found: 'null-member:3 null-member:3',
  }),
  after('a new entry without a password', "passwork.addPassword({ vaultId, name: 'a' });", {
    methods: 'addPassword:3',
    found: 'no-password:3',
  }),
  after(
    'a result is passed back',
    `const item = await passwork.getPassword(id);
item.name = 'other';
await passwork.editPassword(id, item);`,
    { methods: 'getPassword:3 editPassword:5', found: 'result-back:5' },
  ),
  after('files may be left out', "passwork.addPassword({ password: 'a', attachments: [{ path, name }] });", {
    methods: 'addPassword:3',
    found: 'files-lost:3?',
  }),
  after(
    'files are saved and uploaded',
    `const file = await passwork.getAttachment(id, other);
file.saveTo('./', 'a');
passwork.addPasswordWebAttachment(id, input.files[0], 'a');`,
    { methods: 'getAttachment:3 addPasswordWebAttachment:5', found: 'save-to:4 web-attachment:5' },
  ),
  after("setOptions with 'md5'", "passwork.setOptions({ hash: 'md5' });", {
    methods: 'setOptions:3',
    found: 'hash-md5:3',
  }),
  alone(
    'a host without https, one with another path, one by a variable',
    'hosts.js',
    `${LOAD}new Passwork({ host: 'http://passwork.example.com/api/v4' });
new Passwork('passwork.example.com/api/v4/');
new Passwork(process.env.HOST || 'https://passwork.example.com');`,
    { found: 'host-http:2 host-http:3 host-path:4' },
  ),
  alone(
    'an own agent',
    'agent.mjs',
    "import P from 'passwork-js/src/passwork-api.js';\nnew P(host, { agent: Mine });\n",
    {
      found: 'services:2 7:agent:2?',
    },
  ),
  alone('an inner module', 'inside.cjs', "require('passwork-js/libs/crypto');", { found: 'inside:1' }),
  alone(
    'minified',
    'min.js',
    'const P=require("passwork-js/src/passwork-api"),p=new P(h);p.login(k).then(()=>p.getDomain()).catch(e=>{"x"===e&&p?.logout()})',
    { methods: 'login:1 getDomain:1 logout:1', found: '7:none:1 error-text:1' },
  ),
  alone(
    'TypeScript, compiled and not',
    'typed.ts',
    `const api_1 = __importDefault(require('passwork-js/src/passwork-api'));
const client = new api_1.default(host as string);
const map = new Map<string, Array<number>>();
async function run(id: string): Promise<void> {
  await (client as any).getVault(id);
  client!.logout();
}`,
    { methods: 'getVault:5 logout:6' },
  ),
  alone(
    'a client in a member of a class, methods taken off, in a template',
    'members.js',
    `${LOAD}class Job {
  #client = new Passwork(host);
  run = () => this.#client.login(key);
}
const other = new Passwork(host);
const { getVaults, getVault: read } = other;
const ids = list.map(other.getFolder);
log(\`\${await other.getTags()}\`);`,
    { methods: 'login:4 getVaults:7 getVault:7 getFolder:8 getTags:9' },
  ),
  alone('a client that is used where it is made', 'chain.js', `${LOAD}new Passwork(host).getVaults();`, {
    methods: 'getVaults:2',
  }),
  alone(
    'a page',
    'page.html',
    `<!doctype html>
<script src="lib/passwork-web-api.js"></script>
<script>
  const client = window.passwork('/api/v4');
  client.login(key, word);
</script>`,
    { methods: 'login:5' },
  ),
  alone(
    'a client that is handed in is one by its name only',
    'part.js',
    'module.exports = async (passwork, env) => {\n  await passwork.getVaultsCount();\n  await passwork.activityReport();\n};',
    { methods: 'getVaultsCount:2? activityReport:3?', found: '7:none:3?' },
  ),

  after('comments', "// passwork.login('a')\n/* passwork.setOptions({ hash: 'md5' }) */", { trap: true }),
  after('texts', `const a = "passwork.login('a')";\nconst b = 'passwork.activityReport()';`, { trap: true }),
  after(
    'regular expressions',
    String.raw`const a = /passwork\.login()/; const b = x / passwork.z / passwork.getVaults;`,
    {
      trap: true,
      methods: 'getVaults:3',
    },
  ),
  after('templates', "const a = `passwork.login('x') and window.passwork('y')`;", { trap: true }),
  after(
    'other objects with the same methods',
    "ftp.login('a'); app.logout(); this.login(); user.getPassword(); login();",
    {
      trap: true,
    },
  ),
  alone(
    'a name that something else has taken',
    'shadow.js',
    `${LOAD}const client = new Passwork(host);
function send(client) {
  client.login('a');
}
{
  const client = new Ftp();
  client.login('b');
}
client.logout();`,
    { trap: true, methods: 'logout:10' },
  ),
  alone(
    'a class of the same name from elsewhere',
    'other.mjs',
    "import Passwork from 'some-other-package';\nconst passwork = new Passwork();\npasswork.login('a');\npasswork.getVaults();\n",
    { trap: true },
  ),
  alone(
    'our own name',
    'ours.mjs',
    "import Passwork from 'passwork-wasm';\nconst p = new Passwork(host);\nawait p.login(key);\n",
    {
      trap: true,
    },
  ),
  alone(
    'objects that are written out',
    'literal.js',
    "const passwork = { login() {}, getVaults: () => [] };\npasswork.login('a');\npasswork.getVaults();\n",
    { trap: true },
  ),
  alone(
    'JSX: texts are no code, braces are',
    'view.jsx',
    `${CLIENT}export const View = () => <p title="passwork.login()">passwork.login('a') it's {passwork.getTags()}</p>;`,
    { trap: true, methods: 'getTags:3' },
  ),
  alone(
    'generics that look like JSX',
    'generic.tsx',
    `${CLIENT}const same = <T,>(x: T) => x;\nconst again = <T extends object>(x: T) => passwork.getTags();`,
    { trap: true, methods: 'getTags:4' },
  ),
  alone(
    'pages: comments, data, and texts of other elements',
    'traps.html',
    `<!-- <script src="passwork-web-api.js"></script> -->
<script type="application/json">{"a": "passwork.login()"}</script>
<textarea><script>window.passwork('x')</script></textarea>
<p>window.passwork('y')</p>`,
    { trap: true },
  ),
  after(
    'an error whose message is compared',
    `try {
  await passwork.getVaults();
} catch (e) {
  if (e.message === 'x' || e.code === 'y' || typeof e === 'object') retry();
}
const e = 'x';
if (e === 'x') go();`,
    { trap: true, methods: 'getVaults:4' },
  ),
  after(
    'an error of something else',
    `passwork.getVaults();
try {
  read();
} catch (e) {
  if (e === 'x') go();
}`,
    { trap: true, methods: 'getVaults:3' },
  ),
  after(
    'fields that are made anew each time, and another object with that member',
    `for (const vaultId of ids) {
  const fields = { vaultId, password: 'a' };
  await passwork.addPassword(fields);
}
let other = { password: 'b' };
await passwork.addPassword(other);
other = undefined;
log(x.other, { other: 1 });`,
    { trap: true, methods: 'addPassword:5 addPassword:8' },
  ),
  after(
    'fields that are whole',
    `passwork.addPassword({ ...fields, custom: [] });
passwork.editPassword(id, { name: null });
passwork.addPassword({ password: '', custom: [{ name: 'a', value: 'b', type: 'text' }, ...more] });`,
    { trap: true, methods: 'addPassword:3 editPassword:4 addPassword:5' },
  ),
  alone(
    'hosts that are well, and ones that nobody can see',
    'fine.js',
    `${LOAD}new Passwork('https://passwork.example.com/api/v4');
new Passwork('http://localhost:8080/api/v4');
new Passwork(process.env.HOST);
new Passwork(\`https://\${host}\`);
new Passwork({ host: base + '/api/v4', lang: 'http://x' }, null);`,
    { trap: true },
  ),
  alone(
    "'md5' elsewhere",
    'md5.js',
    `${CLIENT}other.setOptions({ hash: 'md5' });\nconst hash = 'md5';\npasswork.setOptions({ lang: 'en' });`,
    { trap: true, methods: 'setOptions:5' },
  ),
  alone(
    'names that only look alike',
    'alike.js',
    "require('passwork-json');\nrequire('./passwork');\nconst passworker = load('passwork-js');\nwindow.passworks('x');\n",
    { trap: true },
  ),
  alone('broken programs', 'broken.js', `${LOAD}new Passwork({ host: 'https://x/api/v4' ).login('a'; }}} ((( \`\${`, {
    trap: true,
  }),
  alone(
    'methods of unknown objects, where nothing of the original is in sight',
    'unknown.js',
    'export function run(store, keys) {\n  store.addPassword(keys);\n  keys.getVault(1);\n}\n',
    { trap: true },
  ),
  alone(
    'a global function of that name of their own',
    'global.js',
    "function passwork(x) {\n  return x;\n}\npasswork('a');\nconst o = { passwork(x) {} };\n",
    { trap: true },
  ),
];
