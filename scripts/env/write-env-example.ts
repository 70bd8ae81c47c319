// `npm run env:example`: writes .env.example anew after a change in lib/env-variables.ts.
import fs from "node:fs";
import { envExample } from "./env-example";

fs.writeFileSync(".env.example", envExample());
