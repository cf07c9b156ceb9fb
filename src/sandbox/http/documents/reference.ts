/** A thing named by its id, its name where the endpoint tells it, and where to ask for more. */
export const reference = (path: string, id: string, name?: string) => ({ id, name, selfUri: `/api/v2/${path}/${id}` });
