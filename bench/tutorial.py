"""A bot as tutorials write it: wechatpy in safe mode, keyword sets over jieba, state in Redis."""

import json
import os

import jieba
from flask import Flask, Response, request
from redis import Redis
from wechatpy import parse_message
from wechatpy.crypto import WeChatCrypto
from wechatpy.replies import TextReply

KEYWORDS = {
    "停电": ({"停电", "没电", "来电", "跳闸"}, "请问您在哪个小区？我们马上为您查询停电信息。"),
    "报修": ({"报修", "修", "坏", "故障"}, "请留下您的地址和电话，我们会安排师傅上门。"),
    "电费": ({"电费", "账单", "欠费", "余额"}, "请先绑定户号，回复“绑定户号+您的户号”。"),
    "缴费": ({"交", "缴费", "充值", "付款"}, "请点击菜单“缴费”完成支付。"),
    "进度": ({"进度", "申请", "报装", "办"}, "请回复申请编号查询办理进度。"),
    "人工": ({"人工", "客服"}, "正在为您转接人工客服。"),
}


def create_app() -> Flask:
    """The whole bot."""
    app = Flask("tutorial")
    env = os.environ
    crypto = WeChatCrypto(env["WECHAT_TOKEN"], env["WECHAT_AES_KEY"], env["WECHAT_APP_ID"])
    redis = Redis.from_url(env["REDIS_URL"])
    jieba.initialize()

    @app.post("/wechat")
    def receive() -> Response:
        args = request.args
        xml = crypto.decrypt_message(
            request.data, args["msg_signature"], args["timestamp"], args["nonce"]
        )
        message = parse_message(xml)
        if not redis.set(f"t:seen:{message.id}", 1, nx=True, ex=60):
            return Response("success")
        session = json.loads(redis.get(f"t:session:{message.source}") or "{}")
        words = set(jieba.cut(message.content))
        answer = next(
            (answer for keywords, answer in KEYWORDS.values() if words & keywords),
            "没有听懂，请回复数字选择服务。",
        )
        session["last"] = message.content
        redis.set(f"t:session:{message.source}", json.dumps(session), ex=3600)
        reply = TextReply(content=answer, message=message).render()
        sealed = crypto.encrypt_message(reply, args["nonce"], args["timestamp"])
        return Response(sealed, mimetype="application/xml")

    return app
