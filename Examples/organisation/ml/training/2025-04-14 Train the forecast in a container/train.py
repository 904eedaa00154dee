import os

print("training until", os.environ.get("TRAIN_UNTIL", "now"))
