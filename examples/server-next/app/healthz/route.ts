import { openedSecrets } from '../../opened';

export const dynamic = 'force-dynamic';

export function GET() {
  const health = openedSecrets().health();
  return Response.json(health, { status: health.ok ? 200 : 503, headers: { 'Cache-Control': 'no-store' } });
}
