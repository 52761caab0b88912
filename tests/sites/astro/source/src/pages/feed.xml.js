export function GET() {
  return new Response('<rss version="2.0"><channel><title>Bread</title></channel></rss>');
}
