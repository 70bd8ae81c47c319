// `psql "$(npm run -s db:url)"`
import { databaseUrl } from "./database-url.mjs";
import { main } from "./sorry.mjs";

await main(async () => console.log(await databaseUrl()));
