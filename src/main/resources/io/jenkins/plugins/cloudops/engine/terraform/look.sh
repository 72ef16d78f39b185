# The stage "look": looks whether the state is locked.
look_at_lock
