import { brokenServersPath } from "../../conformance/report/docs-pages.ts";
import { href } from "./pages/page.ts";
import { PROTOCOL_NAMES, protocols } from "./pages/protocols.ts";
import { interfaces } from "./pages/reference-paths.ts";

const to = (label: string, path: string) => ({ label, link: href(path) });

/** What stands at the side of every page. Requirements have too many pages for it, and are found by their lists. */
export const sidebar = [
  {
    label: "Test a server",
    items: [
      to("Start in a minute", "start"),
      to("Test your server", "test-your-server"),
      to("Bind your server", "bind-your-server"),
      to("The target file", "target-file"),
      to("Commands, images, compose files", "containers"),
      to("In CI", "ci"),
      to("Among your own tests", "vitest"),
      to("Reading a report", "reading-a-report"),
      to("Formats of reports", "reports"),
      to("The command line", "command-line"),
    ],
  },
  {
    label: "Protocols",
    items: [
      ...protocols.map((protocol) => to(PROTOCOL_NAMES[protocol], `guides/${protocol}`)),
      to("angen by hand", "angen-by-hand"),
      to("Pattmayne by hand", "pattmayne-by-hand"),
    ],
  },
  {
    label: "The reference server",
    collapsed: true,
    items: [to("As an image", "images"), to("On PostgreSQL", "reference-on-postgresql")],
  },
  {
    label: "Requirements",
    collapsed: true,
    items: [
      to("All protocols", "requirements"),
      ...protocols.map((protocol) => to(PROTOCOL_NAMES[protocol], `requirements/${protocol}`)),
    ],
  },
  {
    label: "Kill matrix",
    collapsed: true,
    items: [
      to("All protocols", "broken-servers"),
      ...protocols.map((protocol) => to(PROTOCOL_NAMES[protocol], brokenServersPath(protocol))),
    ],
  },
  {
    label: "API reference",
    collapsed: true,
    items: [to("All interfaces", "reference"), ...interfaces.map(({ title, path }) => to(title, path))],
  },
  {
    label: "Carry it on",
    items: [
      to("Write a check in five minutes", "write-a-check"),
      to("Contributing", "contributing"),
      to("Architecture", "architecture"),
      to("Decisions", "decisions"),
    ],
  },
];
