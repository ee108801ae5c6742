import { z } from "zod";

// Imported before any schema is built: zod would otherwise try `new Function`, which the page's policy forbids.
z.config({ jitless: true });
