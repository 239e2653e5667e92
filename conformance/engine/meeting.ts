/** Several who need one and the same thing done: it is done once, when all who still take part have asked for it. */
export interface Meeting {
  /** Resolves when it is done; rejects with what it failed with. */
  ask(): Promise<void>;
  /** Takes part no longer. Whoever asked before stays counted. */
  leave(): void;
}

/** Creates a meeting of so many. */
export function createMeeting(participants: number, act: () => Promise<void>): Meeting {
  const { promise, resolve } = Promise.withResolvers<void>();
  let present = participants;
  let asked = 0;
  let isDone = false;
  const actIfComplete = () => {
    if (isDone || asked === 0 || asked < present) return;
    isDone = true;
    resolve(act());
  };
  return {
    ask() {
      asked++;
      actIfComplete();
      return promise;
    },
    leave() {
      present--;
      actIfComplete();
    },
  };
}
