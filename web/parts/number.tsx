import { useFormats, useFrame, useTexts } from "../state/frame.ts";

/** How many there are, as a link to the rows behind it where there is one: `data-n` is what these rows must add up to. */
export function Count({ n, to, text }: { n: number | null; to: string | null; text?: string }) {
  const { go } = useFrame();
  const [formats, texts] = [useFormats(), useTexts()];
  if (n === null) return <span class="count">{texts.tooFew}</span>;
  const shown = text ?? formats.count(n);
  if (to === null || go === null) return <span class="count">{shown}</span>;
  return (
    <a class="count" href={to} data-n={n}>
      {shown}
    </a>
  );
}
