"""A messaging desk in SimPy, for comparison: python3 desk.py REPLICATIONS < scenario.json

Calls, chats that slow each other down, and messaging turn by turn, under skills, capacity, priority
and impatience. Of the simulator that it is compared with it shares the scenario alone. Prints the
measures of each replication as a JSON list. Times are ms.
"""

import json
import math
import random
import sys

import simpy

HOUR = 3_600_000


def sampler(given):
    """A function that draws from a distribution of the scenario."""
    if given is None:
        return lambda: math.inf
    kind = given["dist"]
    if kind == "exponential":
        return lambda: random.expovariate(1 / given["mean"])
    if kind == "deterministic":
        return lambda: given["mean"]
    if kind == "lognormal":
        variance = math.log(1 + given["cv"] ** 2)
        middle = math.log(given["mean"]) - variance / 2
        return lambda: random.lognormvariate(middle, math.sqrt(variance))
    if kind == "gamma":
        shape = 1 / given["cv"] ** 2
        return lambda: random.gammavariate(shape, given["mean"] / shape)
    if kind == "hyperexponential":
        return lambda: random.expovariate(1 / random.choices(given["means"], given["p"])[0])
    raise ValueError(f"no distribution {kind}")


def turns(mean):
    """1, 2, …: another one with probability 1 − 1/mean."""
    count = 1
    while random.random() < 1 - 1 / mean:
        count += 1
    return count


class Agent:
    def __init__(self, desk, place, skills):
        self.desk, self.place, self.skills = desk, place, skills
        self.held = []
        self.assigned_at = self.ended_at = -math.inf
        self.inbox, self.is_attending = [], False
        self.chat_since = 0.0
        self.stirred = desk.env.event()

    def chats(self):
        """Works on all its chats at once; each at a pace that their number tells."""
        env = self.desk.env
        while True:
            if not self.held:
                yield self.stirred
                continue
            pace = self.desk.pace[min(len(self.held), len(self.desk.pace)) - 1]
            first = min(self.held, key=lambda chat: chat.work)
            began = env.now
            done = env.timeout(max(0, first.work) / pace)
            working = list(self.held)
            yield done | self.stirred
            for chat in working:
                chat.work -= (env.now - began) * pace
            if done.processed:
                self.desk.close(first)

    def stir(self):
        self.stirred.succeed()
        self.stirred = self.desk.env.event()

    def owe(self, conversation):
        self.inbox.append(conversation)
        if not self.is_attending:
            self.desk.env.process(self.attend())

    def attend(self):
        """Reads and answers, one at a time, in the order in which replies fell due."""
        self.is_attending = True
        while self.inbox:
            conversation = self.inbox.pop(0)
            if not conversation.is_owed or conversation.agent is not self:
                continue
            yield self.desk.env.timeout(conversation.source.attention())
            if conversation.is_owed and conversation.agent is self:
                conversation.answer()
        self.is_attending = False


class Source:
    """One demand of the scenario."""

    def __init__(self, given, skill):
        model = given["conversation"]
        self.skill, self.model = skill, model["model"]
        self.gap_between = HOUR / given["arrivals"]["perHour"]
        self.patience = sampler(model.get("patience"))
        for name in ("holding", "work", "attention", "gap", "closeAfter"):
            if name in model:
                setattr(self, name, sampler(model[name]))
        self.mean_turns = model.get("turns", {}).get("mean", 1)
        self.silent_share = model.get("silentShare", 0)


class Conversation:
    def __init__(self, desk, source, key):
        self.desk, self.source, self.key = desk, source, key
        self.came = desk.env.now
        self.agent, self.is_closed, self.was_assigned = None, False, False
        self.answered, self.is_owed, self.is_gone = 0, False, False
        self.owed_since = 0.0
        if source.model == "messaging":
            self.turns = turns(source.mean_turns)
            self.write()

    def write(self):
        """The first message of a burst; the others of it change nothing."""
        if self.is_gone or self.is_closed:
            return
        self.is_owed, self.owed_since = True, self.desk.env.now
        if self.agent is not None:
            self.agent.owe(self)

    def answer(self):
        env = self.desk.env
        tally = self.desk.tally[self.source.skill]
        tally["answered"] += 1
        tally["response"] += env.now - self.owed_since
        self.is_owed = False
        self.answered += 1
        is_over = self.is_gone or self.answered >= self.turns
        after = self.source.closeAfter() if is_over else self.source.gap()
        env.process(self.go_on(after, self.end if is_over else self.write))

    def go_on(self, after, then):
        yield self.desk.env.timeout(after)
        then()

    def end(self):
        self.desk.close(self)

    def lose_patience(self):
        if self.is_closed or self.answered > 0:
            return
        if self.source.model != "messaging" and self.agent is not None:
            return
        if random.random() < self.source.silent_share:
            self.is_gone = True
        else:
            self.desk.close(self)


class Desk:
    def __init__(self, scenario):
        account = scenario["account"]
        self.env = simpy.Environment()
        self.horizon = scenario["horizon"]
        self.slots, self.ranking = account["maxSlots"], account["ranking"]
        self.skills = [skill["id"] for skill in account["skills"]]
        self.classes = account.get("classes", [])
        self.pace = scenario["demand"][0]["conversation"].get("pace", {}).get("each", [1])
        self.agents = [
            Agent(self, place, one["skills"]) for place, one in enumerate(account["agents"])
        ]
        names = ("opened", "assigned", "wait", "queued", "answered", "response")
        self.tally = [dict.fromkeys(names, 0.0) for _ in self.skills]
        self.waiting, self.count, self.load, self.looked = [], 0, 0.0, 0.0
        for skill, demand in enumerate(scenario["demand"]):
            self.env.process(self.arrivals(Source(demand, skill)))
        if scenario["demand"][0]["conversation"]["model"] == "chat":
            for agent in self.agents:
                self.env.process(agent.chats())

    def arrivals(self, source):
        while True:
            yield self.env.timeout(random.expovariate(1 / source.gap_between))
            self.look()
            self.count += 1
            conversation = Conversation(self, source, self.count)
            self.tally[source.skill]["opened"] += 1
            self.waiting.append(conversation)
            self.dispatch()
            patience = source.patience()
            if patience < math.inf:
                self.env.process(conversation.go_on(patience, conversation.lose_patience))

    def close(self, conversation):
        if conversation.is_closed:
            return
        self.look()
        conversation.is_closed, conversation.is_owed = True, False
        agent = conversation.agent
        if agent is None:
            self.waiting.remove(conversation)
            return
        agent.held.remove(conversation)
        agent.ended_at = self.env.now
        conversation.agent = None
        agent.stir()
        self.dispatch()

    def dispatch(self):
        """In queue order, whoever waits gets the best of all who hold the skill and have room."""
        for conversation in sorted(self.waiting, key=self.turn):
            skill = self.skills[conversation.source.skill]
            able = [a for a in self.agents if skill in a.skills and len(a.held) < self.slots]
            if able:
                self.assign(conversation, min(able, key=self.rank))

    def assign(self, conversation, agent):
        self.look()
        self.waiting.remove(conversation)
        conversation.agent, agent.assigned_at = agent, self.env.now
        tally = self.tally[conversation.source.skill]
        tally["assigned"] += 1
        tally["wait"] += self.env.now - conversation.came
        agent.held.append(conversation)
        if conversation.source.model == "call":
            self.env.process(conversation.go_on(conversation.source.holding(), conversation.end))
        elif conversation.source.model == "chat":
            conversation.work = conversation.source.work()
            agent.stir()
        elif conversation.is_owed:
            agent.owe(conversation)

    def turn(self, conversation):
        """Sorts the queue: tier, then accumulated priority, then age."""
        skill = self.skills[conversation.source.skill]
        found = next((c for c in self.classes if c["when"]["skill"] == skill), {})
        minutes = (self.env.now - conversation.came) / 60_000
        priority = found.get("initial", 0) + found.get("slope", 1) * minutes
        return (-found.get("tier", 0), -priority, conversation.came, conversation.key)

    def rank(self, agent):
        """Sorts agents: the best first."""
        if self.ranking == "longestIdle":
            return (len(agent.held) > 0, agent.ended_at, agent.place)
        if self.ranking == "balanced":
            return (len(agent.held), agent.assigned_at, agent.place)
        if self.ranking == "leastLoaded":
            return (len(agent.held), agent.place)
        raise ValueError(f"no ranking {self.ranking}")

    def look(self):
        """Integrals up to now, before anything changes."""
        lasted = self.env.now - self.looked
        self.looked = self.env.now
        self.load += lasted * sum(len(agent.held) for agent in self.agents)
        for conversation in self.waiting:
            self.tally[conversation.source.skill]["queued"] += lasted

    def run(self):
        self.env.run(until=self.horizon)
        self.look()
        used = self.load / (self.horizon * self.slots * len(self.agents))
        return {"used": used, "skills": self.tally}


def main():
    scenario = json.load(sys.stdin)
    found = []
    for replication in range(int(sys.argv[1])):
        random.seed(f"{scenario['name']} {replication}")
        found.append(Desk(scenario).run())
    print(json.dumps(found))


main()
