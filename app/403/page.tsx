/** Where middleware sends a request whose page it refuses: answers 403 with the forbidden page. */
import type { Metadata } from "next";
import { forbidden } from "next/navigation";
import { publicPage } from "@/lib/guards/page-guard";
import { setResponseStatus } from "@/lib/http/request-context";
import Forbidden from "../forbidden";

export const metadata: Metadata = { title: "No access" };

export default publicPage({ public: true }, () =>
  setResponseStatus(403) ? <Forbidden /> : forbidden(),
);
