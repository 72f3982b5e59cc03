"""The WeChat platform: what comes in, what goes out, and nothing about electricity.

Built over wechatpy 1.8.18 (AES, signatures, the shape of each call's payload). What it leaves
open (raw exceptions, repeated tags, key rotation, timeouts, token races, leaking texts) is closed
here. This package imports no sibling except `bot.errors`.
"""
