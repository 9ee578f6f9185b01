"""W1, W2 and W3 in SimPy: python3 workloads.py NAME SIZE CONVERSATIONS REPETITIONS [SEED]

Prints one JSON object: how long each repetition kept its thread busy (ms), peak memory (MiB), and what the last one
came to. SimPy's Resource has one queue and no skills, so W3 has a router on plain events.
"""

import json
import random
import resource
import sys
import time
from collections import deque

import simpy


def exponential(mean):
    return random.expovariate(1 / mean)


class Tally:
    """Of one skill."""

    def __init__(self):
        self.arrived = self.abandoned = 0
        self.waited = 0.0


def one_queue(agents, rate, patience, conversations):
    env = simpy.Environment()
    desk = simpy.Resource(env, agents)
    tally = Tally()

    def conversation():
        came = env.now
        tally.arrived += 1
        with desk.request() as request:
            if patience is None:
                yield request
            else:
                yield request | env.timeout(exponential(patience))
            tally.waited += env.now - came
            if request.triggered:
                yield env.timeout(exponential(1))
            else:
                tally.abandoned += 1

    def arrivals():
        for _ in range(conversations):
            yield env.timeout(exponential(1 / rate))
            env.process(conversation())

    env.process(arrivals())
    env.run()
    return [tally]


class Router:
    """The agent idle longest of those who hold the skill; for who is freed, its skills in order."""

    def __init__(self, env, groups):
        self.env = env
        self.skills = [skills for skills, agents in groups for _ in range(agents)]
        self.idle = {agent: None for agent in range(len(self.skills))}
        self.waiting = [deque(), deque(), deque()]

    def ask(self, skill):
        """An event that has an agent in the end; the idle stand in the order in which they fell idle."""
        asked = self.env.event()
        agent = next((a for a in self.idle if skill in self.skills[a]), None)
        if agent is None:
            self.waiting[skill].append(asked)
        else:
            del self.idle[agent]
            asked.succeed(agent)
        return asked

    def free(self, agent):
        for skill in self.skills[agent]:
            queue = self.waiting[skill]
            while queue:
                asked = queue.popleft()
                if asked.callbacks is not None and not getattr(asked, "left", False):
                    asked.succeed(agent)
                    return
        self.idle[agent] = None


def three_skills(size, conversations):
    env = simpy.Environment()
    rates = [rate * size / 5 for rate in (8, 10, 9)]
    services = (1, 0.8, 1.25)
    patiences = (2, 2, 4)
    held = [(0,), (1,), (2,), (0, 1), (1, 2), (0, 1, 2)]
    router = Router(env, [(skills, size) for skills in held])
    tallies = [Tally() for _ in rates]

    def conversation(skill):
        tally = tallies[skill]
        came = env.now
        tally.arrived += 1
        asked = router.ask(skill)
        if not asked.triggered:
            yield asked | env.timeout(exponential(patiences[skill]))
        tally.waited += env.now - came
        if not asked.triggered:
            asked.left = True
            tally.abandoned += 1
            return
        yield env.timeout(exponential(services[skill]))
        router.free(asked.value)

    def arrivals():
        for _ in range(conversations):
            yield env.timeout(exponential(1 / sum(rates)))
            skill = random.choices((0, 1, 2), rates)[0]
            env.process(conversation(skill))

    env.process(arrivals())
    env.run()
    return tallies


def run(name, size, conversations):
    if name == "w1":
        return one_queue(size, 0.9 * size, None, conversations)
    if name == "w2":
        return one_queue(size, 1.1 * size, 2, conversations)
    return three_skills(size, conversations)


def peak():
    """Peak resident memory, MiB: getrusage would count what started this program, too."""
    try:
        with open("/proc/self/status") as status:
            return next(int(line.split()[1]) / 1024 for line in status if line.startswith("VmHWM"))
    except (OSError, StopIteration):
        return resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024


def main():
    name, size, conversations, repetitions = sys.argv[1], *map(int, sys.argv[2:5])
    random.seed(int(sys.argv[5]) if len(sys.argv) > 5 else 1)
    took = []
    for _ in range(repetitions):
        began = time.thread_time()
        tallies = run(name, size, conversations)
        took.append((time.thread_time() - began) * 1000)
    skills = [vars(tally) for tally in tallies]
    mean = sum(tally.waited for tally in tallies) / conversations
    memory = peak()
    print(json.dumps({"ms": took, "mb": memory, "skills": skills, "hash": f"{mean:.9f}"}))


main()
