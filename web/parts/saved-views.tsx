import { useState } from "preact/hooks";
import { addressText } from "../state/address.ts";
import { useFrame } from "../state/frame.ts";
import { problemOf } from "../state/problem.ts";
import { useResource } from "../state/resource.ts";
import { deleteView, readSavedViews, saveView } from "../state/saved-views.ts";
import { savedViewWords } from "../words/saved-views.ts";
import { useWords } from "../words/words.ts";
import { Menu } from "./menu.tsx";
import { Content, Empty } from "./panel.tsx";

/** Addresses with a name: what is shown now can become one. */
export function SavedViews({ refresh }: { refresh: () => void }) {
  const words = useWords(savedViewWords);
  return <Menu label={words.title}>{(close) => <List close={close} refresh={refresh} />}</Menu>;
}

function List({ close, refresh }: { close: () => void; refresh: () => void }) {
  const { address } = useFrame();
  const words = useWords(savedViewWords);
  const saved = useResource("/api/views", readSavedViews);
  const [name, setName] = useState("");
  const [problem, setProblem] = useState<string | null>(null);
  const doing = (work: Promise<void>): void => {
    setProblem(null);
    work.then(refresh, (error: unknown) => setProblem(problemOf(error).message));
  };
  return (
    <>
      <Content resource={saved} size="small">
        {(all) =>
          all.length === 0 ? (
            <Empty>{words.none}</Empty>
          ) : (
            <ul class="choices">
              {all.map((view) => (
                <li key={view.name} class="saved">
                  <a href={view.url} onClick={close}>
                    <bdi>{view.name}</bdi>
                  </a>
                  <button
                    type="button"
                    class="remove"
                    aria-label={words.remove(view.name)}
                    onClick={() => doing(deleteView(view.name))}
                  >
                    ×
                  </button>
                </li>
              ))}
            </ul>
          )
        }
      </Content>
      <form
        class="save"
        onSubmit={(event) => {
          event.preventDefault();
          doing(saveView({ name: name.trim(), url: addressText(address) }).then(() => setName("")));
        }}
      >
        <input
          value={name}
          required
          maxLength={80}
          placeholder={words.name}
          aria-label={words.name}
          onInput={(event) => setName(event.currentTarget.value)}
        />
        <button type="submit" class="primary" disabled={name.trim() === ""}>
          {words.save}
        </button>
      </form>
      {problem === null ? null : <p role="alert">{problem}</p>}
    </>
  );
}
