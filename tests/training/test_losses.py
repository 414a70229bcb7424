import numpy as np

from training.examples import Example
from training.losses import loss


def test_a_loss_is_that_of_the_two_ends_among_the_passage_and_no_answer() -> None:
    example = Example(ids=[0, 5, 2, 2, 7, 8, 9, 2], text_from=4, first=5, last=6)
    logits = np.full(8, 50.0, np.float32)
    logits[[0, 4, 5, 6]] = 0.0
    # The question's tokens and the last one do not compete, however great they are.
    assert loss(example, logits, logits) == np.float32(np.log(4))
    surer = logits.copy()
    surer[5] = 9.0
    assert loss(example, surer, logits) < loss(example, logits, logits)
