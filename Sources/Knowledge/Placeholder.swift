// Knowledge
