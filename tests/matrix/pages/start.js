// Starts what the page's data-start says, with the page's own query.
const { start, script } = document.currentScript.dataset;
const address = script + location.search;
const type = script.endsWith('.mjs') ? 'module' : 'classic';

async function startServiceWorker() {
  try {
    const registration = await navigator.serviceWorker.register(address, { scope: '/pages/', type });
    const worker = registration.installing ?? registration.waiting ?? registration.active;
    if (worker.state !== 'activated') {
      await new Promise((resolve, reject) =>
        worker.addEventListener('statechange', () => {
          if (worker.state === 'activated') resolve();
          if (worker.state === 'redundant') reject(new Error('the service worker was thrown away'));
        }),
      );
    }
    worker.postMessage('go');
  } catch (error) {
    // Only a browser that says itself that it knows no module service workers is excused.
    const unsupported =
      type === 'module' && /type.*module.*not supported|module.*not (yet )?supported/i.test(error.message);
    passworkMatrix.send(passworkMatrix.settings(), {
      ok: false,
      unsupported,
      error: `${error.name}: ${error.message}`,
    });
  }
}

if (start === 'service worker') startServiceWorker();
else new Worker(address, { type });
