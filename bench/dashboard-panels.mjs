// What the views of the page (web/views) ask for, view by view: `/api/…` without the filter of the page.

const sections = (title, keys, query = "") => ({ title, path: `/api/sections/${keys}`, query });
const rows = (title, query) => ({ title, path: "/api/rows", query });

/** Loaded at once when the page is opened. */
export const overview = [
  sections("how far it is read", "about,completeness,response_rate"),
  sections("headline", "about,csat,families,nps,response_rate,coverage"),
  sections("its changes", "changes"),
  sections("queues that moved, lowest queues", "queues"),
  sections("trend", "trend,families,about"),
  sections("distribution", "distribution,families,about"),
  sections("NPS", "nps"),
  sections("funnel", "response_rate"),
  sections("newest comments", "low_comments,families"),
];

export const others = [
  sections("queues", "queues,about"),
  sections("agents", "agents,about"),
  sections("questions", "groups,questions", "by=question"),
  sections("one question: answers", "groups,distribution", "by=question&question=q"),
  sections("one question: trend", "trend,families,about", "question=q"),
  sections("evaluations", "evaluations"),
  sections("evaluations by queue", "groups", "by=queue&source=evaluations"),
  sections("evaluations by agent", "groups", "by=agent&source=evaluations"),
  sections("evaluations by form", "groups", "by=form&source=evaluations"),
  sections("surveys against quality", "survey_quality"),
  sections("drivers", "drivers"),
  rows("comments", "figure=comments"),
  rows("comments, a search", "figure=comments&text=knew+what"),
  rows("responses behind a number", "figure=csat:5"),
  rows("responses, the lowest first", "figure=csat:5&order=lowest"),
];
