/** Where middleware sends a request whose page it refuses: answers 403 with the forbidden page. */
import { forbidden } from "next/navigation";
import { publicPage } from "@/lib/auth/guard";

export default publicPage({ public: true }, () => forbidden());
