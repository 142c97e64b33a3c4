// Next.js calls this once, before the server answers anything.
export async function register() {
  if (process.env.NEXT_RUNTIME !== 'nodejs') return;
  const { openOnce } = await import('./opened');
  await openOnce();
}
