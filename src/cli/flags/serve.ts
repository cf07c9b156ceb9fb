import { Command } from "commander";
import { shared, whole } from "./shared.ts";

export interface ServeFlags {
  readonly port: number;
  readonly host: string;
  readonly tlsCert?: string;
  readonly tlsKey?: string;
  readonly url?: string;
  readonly every: string;
  /** False by `--no-sync`. */
  readonly sync: boolean;
  readonly open?: boolean;
  readonly org?: string;
  readonly warehouse?: string;
  readonly profile?: string;
  readonly config?: string;
  readonly tz?: string;
  readonly sandbox?: boolean;
}

/** `afterword serve`: the dashboard. */
export const serveFlags = (): Command =>
  new Command("serve")
    .description(
      "Serves the dashboard on this machine until it is stopped, and keeps the warehouse up to date: it syncs at once and then " +
        "again and again. Prints its address. Without credentials it shows what is stored. report, export and status work " +
        "while it runs.",
    )
    .option("--port <port>", "port to listen on, 0 for a free one", whole(0, 65_535), 4870)
    .option(
      "--host <address>",
      "address to listen on; any but a loopback address needs TLS (--tls-cert and --tls-key, or --url), and the printed " +
        "address then has a token, without which nothing is shown",
      "127.0.0.1",
    )
    .option("--tls-cert <file>", "speak TLS with this certificate, followed by its chain (PEM)")
    .option("--tls-key <file>", "its key (PEM)")
    .option(
      "--url <address>",
      "the address of a proxy that serves the dashboard over TLS: https://csat.example.com. The proxy has to set X-Forwarded-Proto and X-Forwarded-For",
    )
    .option("--every <length>", "time from the beginning of one sync to that of the next", "15m")
    .option("--no-sync", "only show what is stored")
    .option("--open", "open the dashboard in a browser")
    .addOption(shared.org(" (default: every one in the warehouse, each for itself)"))
    .addOption(shared.warehouse())
    .addOption(shared.profile("the credentials and the warehouse"))
    .addOption(shared.config())
    .addOption(shared.timeZone())
    .option("--sandbox", "show a simulated org, synced into afterword-sandbox.duckdb; no credentials needed");
