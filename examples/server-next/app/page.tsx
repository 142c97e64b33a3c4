export default function Page() {
  return (
    <main>
      <h1>Downloads</h1>
      <a href="/downloads/report.pdf">report.pdf</a>
    </main>
  );
}
