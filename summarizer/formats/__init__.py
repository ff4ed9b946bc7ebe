"""News formats in and out: what a newsroom's systems speak, to and from the contract's bodies and answers.

Plain functions without state; the client alone is enough to use them (``html`` apart, which needs nh3).
"""
