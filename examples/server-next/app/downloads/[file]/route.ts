import { signedLink } from '../../../lib/signed-link.mjs';
import { openedSecrets } from '../../../opened';

export async function GET(_request: Request, { params }: { params: Promise<{ file: string }> }) {
  const { file } = await params;
  const Location = signedLink(openedSecrets().current(), file);
  return new Response(null, { status: 302, headers: { Location, 'Cache-Control': 'no-store' } });
}
