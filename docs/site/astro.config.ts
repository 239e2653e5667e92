import starlight from "@astrojs/starlight";
import { defineConfig, passthroughImageService } from "astro/config";
import { sidebar } from "./sidebar.ts";

export default defineConfig({
  root: import.meta.dirname,
  outDir: "../../dist/docs",
  trailingSlash: "always",
  image: { service: passthroughImageService() },
  integrations: [
    starlight({
      title: "Authmark",
      description: "The spec-first reference and conformance suite for token authentication.",
      customCss: ["./src/styles/site.css"],
      sidebar,
      tableOfContents: { minHeadingLevel: 2, maxHeadingLevel: 3 },
      credits: false,
      disable404Route: false,
    }),
  ],
});
