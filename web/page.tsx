/** The whole page: its frame, and the view of the address. */
export function Page() {
  return (
    <main>
      <h1>Afterword</h1>
    </main>
  );
}
