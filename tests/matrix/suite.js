// The round trip that every environment of the matrix makes. Neither CommonJS nor an ES module, as the package's own
// parts are: it sets globalThis.passworkMatrix wherever it is loaded, bundled or not.
(() => {
  const SECRET = 'matrix: ünïcode 漢字 🗼';
  const EDITED = 'matrix, edited';
  const TOTP = 'JBSWY3DPEHPK3PXP';
  /** What a server says of a password that is not there. */
  const MISSING = { 4: 'passwordNotFound', 7: 'notFound' };
  const CUSTOM = [
    { name: 'Mail', value: 'matrix@example.org', type: 'text' },
    { name: 'Token', value: 'made-up-token-42', type: 'password' },
    { name: 'Second factor', value: TOTP, type: 'totp' },
  ];

  /** What the harness says: handed over, in the environment, or in the address of a page or worker. */
  function settings() {
    const { process, location } = globalThis;
    const text = process?.env?.PASSWORK_MATRIX ?? new URLSearchParams(location?.search).get('matrix');
    if (!text) throw new Error('PASSWORK_MATRIX is missing: run this by npm run test:matrix');
    return JSON.parse(text);
  }

  /** The end of requests among the tracing channels, where the platform has such. */
  function channelOfRequests() {
    const { tracingChannel } = globalThis.process?.getBuiltinModule?.('diagnostics_channel') ?? {};
    return tracingChannel?.('passwork-wasm:request').asyncEnd;
  }

  const show = (error) => `${error?.name}: ${error?.message}\n${error?.stack}`;

  /** Reads, writes, and reads back what was written. Returns the number of checks; throws at the first that fails. */
  async function roundTrip(Passwork, PassworkError, id, { generation, host, apiKey, masterPassword }) {
    let checks = 0;
    const equal = (what, seen, wanted) => {
      const [a, b] = [JSON.stringify(seen), JSON.stringify(wanted)];
      if (a !== b) throw new Error(`generation ${generation}, ${what}: ${a} instead of ${b}`);
      checks += 1;
    };

    const watched = { hooks: 0, channel: 0 };
    const onResponse = () => {
      watched.hooks += 1;
    };
    const onEnd = () => {
      watched.channel += 1;
    };
    const channel = channelOfRequests();
    channel?.subscribe(onEnd);
    const passwork = new Passwork({ host, hooks: { onResponse } });
    equal('instanceof', passwork instanceof Passwork, true);
    await passwork.login(apiKey, masterPassword);
    equal('generation', passwork.generation, generation);

    // What is there.
    const vaults = await passwork.getVaults();
    equal('vaults', vaults.map((v) => v.id).includes('infrastructure'), true);
    const listed = await passwork.getPasswords('infrastructure');
    equal('list', listed.map((p) => p.id).includes('github'), true);
    const github = await passwork.getPassword('github');
    equal('password', github.getPassword(), 'Tr0ub4dor&3-github');
    const customs = github.getCustoms();
    equal(
      'custom fields',
      customs.map(({ name, value, type }) => ({ name, value, type })),
      [
        { name: 'Recovery mail', value: 'recovery@example.org', type: 'text' },
        { name: 'Deploy token', value: 'made-up-deploy-token-42', type: 'password' },
        { name: 'Second factor', value: TOTP, type: 'totp' },
      ],
    );
    equal('TOTP code', /^\d{6}$/.test(customs[2].getTotpCode()), true);
    const codes = await passwork.getAttachment('github', 'github-codes');
    equal('attachment', new TextDecoder().decode(codes.getData()), 'f3a9-11c7\n8d02-77be\nc4e1-90aa\n5b6f-23d8\n');

    // The same by name, and what is not there.
    const vault = `pw://${vaults.find((v) => v.id === 'infrastructure').name}`;
    const { ok, values, errors } = await passwork.resolveAll({
      PASSWORD: `${vault}/${github.name}/password`,
      CODE: `${vault}/${github.name}/Second factor?as=totp`,
      FILE: `pw://-/github/${codes.name}?as=bytes`,
      NOTHING: `${vault}/${github.name}/nothing`,
    });
    equal('references', [ok, values.PASSWORD, values.FILE instanceof Uint8Array], [false, 'Tr0ub4dor&3-github', true]);
    equal('code by reference', /^\d{6}$/.test(values.CODE), true);
    equal('no field', errors.NOTHING.reason, 'referenceNotFound');

    // An error of the server.
    const missing = await passwork.getPassword('no-such-password').catch((error) => error);
    equal('class of errors', missing instanceof PassworkError && missing instanceof Error, true);
    equal('error', [missing.kind, missing.httpStatus, missing.code], ['api', 404, MISSING[generation]]);

    // What is made.
    const folder = await passwork.addFolder('infrastructure', `Folder ${id}`);
    const file = Uint8Array.from({ length: 1000 }, (_, i) => (i * 7) % 256);
    const made = await passwork.addPassword({
      vaultId: 'infrastructure',
      folderId: folder.id,
      name: `Password ${id}`,
      login: 'matrix',
      password: SECRET,
      custom: CUSTOM,
      attachments: [{ path: file, name: 'matrix.bin' }],
    });
    const back = await passwork.getPassword(made.id);
    equal('made: password', back.getPassword(), SECRET);
    equal(
      'made: custom fields',
      back.getCustoms().map(({ name, value, type }) => ({ name, value, type })),
      CUSTOM,
    );
    equal('made: folder', back.folderId, folder.id);
    const attachment = await passwork.getAttachment(made.id, back.attachments[0].id);
    equal('made: attachment', Array.from(attachment.getData()), Array.from(file));

    await passwork.editPassword(made.id, { name: `Edited ${id}`, password: EDITED });
    const edited = await passwork.getPassword(made.id);
    equal('edited', [edited.name, edited.getPassword()], [`Edited ${id}`, EDITED]);

    // And taken away again.
    await passwork.deletePassword(made.id);
    const gone = await passwork.getPassword(made.id).catch((error) => error);
    equal('deleted', gone.httpStatus, 404);
    await passwork.deleteFolder(folder.id);
    await passwork.logout();
    const after = await passwork.getVaults().catch((error) => error);
    equal('logged out', after instanceof PassworkError, true);
    channel?.unsubscribe(onEnd);
    equal('hooks', watched.hooks > 15, true);
    equal('channel of requests', !channel || watched.channel >= watched.hooks, true);
    return checks;
  }

  /** The server for tests, in this environment: the same code by its `fetch`, and a fault. Returns the number of checks. */
  async function inMemory(Passwork, createTestServer, generation) {
    const item = { login: 'app', password: SECRET, totp: TOTP, attachments: { 'key.pem': SECRET } };
    const server = createTestServer({ generation, contents: { Infrastructure: { Databases: { orders: item } } } });
    const passwork = new Passwork({ host: server.host, fetch: server.fetch });
    const { apiKey, tokens, masterPassword } = server;
    await passwork.login(apiKey ?? `${tokens.accessToken}:${tokens.refreshToken}`, masterPassword);
    const place = 'pw://Infrastructure/Databases/orders';
    const { ok, values } = await passwork.resolveAll({ PASSWORD: `${place}/password`, KEY: `${place}/key.pem` });
    if (!ok || values.PASSWORD !== SECRET || values.KEY !== SECRET)
      throw new Error('the test server holds something else');
    const { id } = server.read('Infrastructure/Databases/orders');
    await passwork.editPassword(id, { password: EDITED });
    if (server.read(id).password !== EDITED) throw new Error('the test server does not hold what was written');
    server.fail({ times: 1, with: 'reset' });
    const broken = await passwork.getPassword(id).catch((error) => error);
    if (broken.kind !== 'network') throw new Error(`a reset is ${show(broken)}`);
    await server.close();
    return 3;
  }

  const send = (told, result) =>
    fetch(told.report, { method: 'POST', headers: { 'content-type': 'text/plain' }, body: JSON.stringify(result) });

  /**
   * Makes the round trip on a server of each generation, both at once, and tells the harness. `also`: name → whether it is
   * so, further things to be checked. `createTestServer`: the server for tests is tried too.
   */
  async function run(Passwork, PassworkError, { told = settings(), also = {}, createTestServer } = {}) {
    let result;
    try {
      const wrong = Object.keys(also).filter((name) => also[name] !== true);
      if (wrong.length) throw new Error(`not so: ${wrong.join(', ')}`);
      const trips = told.servers.map((server) => roundTrip(Passwork, PassworkError, told.id, server));
      if (createTestServer) trips.push(...[4, 7].map((one) => inMemory(Passwork, createTestServer, one)));
      const checks = (await Promise.all(trips)).reduce((sum, one) => sum + one, Object.keys(also).length);
      result = { ok: true, checks };
    } catch (error) {
      result = { ok: false, error: show(error) };
      console.error(result.error);
      if (globalThis.process?.env?.PASSWORK_MATRIX) globalThis.process.exitCode = 1;
    }
    await send(told, result);
    return result;
  }

  /** In a page: whatever goes wrong outside of `run` is told too, so that nobody waits in vain. */
  function watch() {
    const tell = (error) => send(settings(), { ok: false, error });
    addEventListener(
      'error',
      (event) => tell(event.message ?? `cannot load ${event.target?.src ?? event.target?.href ?? 'something'}`),
      true,
    );
    addEventListener('unhandledrejection', (event) => tell(`unhandled: ${show(event.reason)}`));
    addEventListener('securitypolicyviolation', (event) =>
      tell(`policy: ${event.violatedDirective} ${event.blockedURI}`),
    );
  }
  if (typeof document === 'object' && globalThis.location?.search.includes('matrix=')) watch();

  globalThis.passworkMatrix = { run, settings, send, SECRET };
})();
