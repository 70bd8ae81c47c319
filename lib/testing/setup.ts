import { afterAll } from "vitest";
import { dropTestDatabases } from "./database";
import "./sample-tables";

afterAll(dropTestDatabases);
