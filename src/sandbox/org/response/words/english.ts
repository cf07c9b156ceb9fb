import type { Words } from "./words.ts";

export const english: Words = {
  about: {
    waiting: {
      pleased: ["Answered within a minute.", "Hardly any waiting this time.", "No queue at all, straight to a person."],
      cross: [
        "Waited {minutes} minutes before anybody answered.",
        "{minutes} minutes of hold music!",
        "The waiting time is a joke.",
        "I was told two minutes and it was {minutes}.",
      ],
    },
    transfer: {
      pleased: [
        "Passed on once, and the colleague already knew my case.",
        "The hand-over to the other team was smooth.",
      ],
      cross: [
        "I was passed on three times and had to explain everything again, again and again.",
        "Transferred to the wrong department twice.",
        "Nobody felt responsible, I was just sent on.",
        "After the transfer I had to start from the beginning.",
      ],
    },
    resolution: {
      pleased: [
        "Sorted in five minutes.",
        "My problem was solved at the first attempt.",
        "Everything was settled on the phone.",
        "It works again!",
      ],
      cross: [
        "Still not working.",
        "Third contact about the same problem and nothing is solved.",
        "I was promised a solution {days} days ago.",
        "My question was not answered at all.",
      ],
    },
    friendliness: {
      pleased: [
        "Very friendly and patient.",
        "Such a kind person on the phone 👍",
        "She stayed on the line until I was happy.",
        "I felt taken seriously.",
      ],
      cross: [
        "The agent was rude.",
        "He sounded bored and kept interrupting me.",
        "No word of apology.",
        "I felt like a nuisance.",
      ],
    },
    knowledge: {
      pleased: [
        "She knew exactly what to do.",
        "A real expert, explained it so that I understood.",
        "Competent advice, no guessing.",
      ],
      cross: [
        "The agent was polite,\nbut the answer was wrong.",
        "I knew more about the product than your agent.",
        "Three people, three different answers.",
        "He read from a script and could not answer one question.",
      ],
    },
    price: {
      pleased: ["Got a fair offer on my tariff.", "You matched the cheaper price, well done."],
      cross: [
        "Far too expensive for what it is.",
        "The price went up by {amount} without a word.",
        "New customers pay less than I do after ten years.",
        "{amount} for a phone call about your own mistake?",
      ],
    },
    invoice: {
      pleased: ["The wrong bill was corrected at once.", "My invoice was explained line by line, now I get it."],
      cross: [
        "My bill is wrong again.",
        "Charged twice for the same month!",
        "I was billed {amount} for something I never ordered.",
        "The invoice has been wrong for {days} days and nobody corrects it.",
        "The new invoices are impossible to understand and the amount is wrong.",
        "Still waiting for my {amount} to be paid back.",
      ],
    },
    website: {
      pleased: ["The new website is easy to use.", "Found the form on the website with your help, all done."],
      cross: [
        "The website logs me out every time.",
        "Could not pay online, the page just hangs.",
        "Your app says one thing and the agent another.",
        "The password link from the website never arrived.",
      ],
    },
    callback: {
      pleased: ["You called back exactly when you said.", "The call back came within {minutes} minutes, great."],
      cross: [
        "The promised call back never came.",
        "I waited {days} days for a call back.",
        "You called back while I was at work, although I gave a time.",
        "Had to ring again because nobody called back.",
      ],
    },
    delivery: {
      pleased: ["The replacement arrived the next day.", "Finally somebody who could tell me where my parcel is."],
      cross: [
        "Nobody could tell me when the parcel will come!!",
        "My delivery is {days} days late.",
        "The parcel was left in the rain.",
        "Half of the order was missing.",
        "The courier never rang, and now it is on its way back.",
      ],
    },
  },
  plain: {
    pleased: ["Quick, thanks", "Great service 👍", 'Best call I\'ve had with you: "no problem at all"', "All good"],
    neutral: ["Fine", "n/a", "OK", "Nothing to add.", "Average, like last time"],
    cross: ["Very disappointed 😡", "Never again.", "I will look for another provider.", "Poor"],
  },
  mixed: ["Mixed feelings.", "It worked in the end.", "OK, but:", "Not bad, not good."],
  tails: {
    pleased: ["", "Thanks!", "Thank you 🙏", "Keep it up.", "Couldn't ask for more!", "10/10"],
    cross: ["", "Please fix this.", "This is not what I pay for.", "😡", "I expected better.", "Disappointing."],
  },
};
