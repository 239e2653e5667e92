import { OWNER_LABEL, ownerOfProject } from "./owner.ts";

const PROJECT_LABEL = "com.docker.compose.project";
type Labelled = { readonly Labels?: Readonly<Record<string, string>> | undefined };

/**
 * Removes containers that the suite started, with their volumes; of compose projects, their networks and named volumes
 * as well.
 *
 * @param isToGo whether what an owner has left is to be removed
 */
export async function removeOf(isToGo: (owner: string) => boolean): Promise<void> {
  const { getContainerRuntimeClient } = await import("testcontainers");
  const { dockerode } = (await getContainerRuntimeClient()).container;
  const isOurs = ({ Labels = {} }: Labelled) => {
    const of = Labels[OWNER_LABEL] ?? ownerOfProject(Labels[PROJECT_LABEL] ?? "");
    return of !== undefined && isToGo(of);
  };
  const containers = await dockerode.listContainers({ all: true });
  for (const { Id } of containers.filter(isOurs)) {
    await unlessGone(dockerode.getContainer(Id).remove({ force: true, v: true }));
  }
  for (const { Id } of (await dockerode.listNetworks()).filter(isOurs)) {
    await unlessGone(dockerode.getNetwork(Id).remove());
  }
  const { Volumes } = await dockerode.listVolumes();
  for (const { Name } of (Volumes ?? []).filter(isOurs)) await unlessGone(dockerode.getVolume(Name).remove());
}

/** Others may remove the same at the same time: what is gone, or about to be, is as wanted. */
async function unlessGone(removal: Promise<unknown>): Promise<void> {
  try {
    await removal;
  } catch (error) {
    if (![404, 409].includes((error as { statusCode?: number }).statusCode ?? 0)) throw error;
  }
}
