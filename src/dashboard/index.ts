export { type Listener, openListener } from "./listener.ts";
export { type Dashboard, type DashboardOptions, openDashboard } from "./open-dashboard.ts";
export type { Wanted } from "./reach.ts";
export { createSavedViews } from "./saved-views.ts";
export { createSyncLoop, type SyncEnd, type SyncLoop, type SyncOnce, type SyncState } from "./sync-loop.ts";
