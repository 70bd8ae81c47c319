import type { NextConfig } from "next";

const config: NextConfig = {
  agentRules: false,
  poweredByHeader: false,
  serverExternalPackages: ["postgres", "@node-rs/argon2", "pino"],
};

export default config;
